import xterm from '@xterm/headless';
import { expect, test } from 'vitest';
import { padTo, textWidth } from '../../src/ui/text-width.ts';
import { showOutput } from '../../src/ui/visible-text.ts';

test.each([
  ['', 0],
  ['drift', 5],
  ['drift…✓│', 8],
  ['größe', 5],
  ['gro\u0308ße', 5],
  ['日本', 4],
  ['ｆｕｌｌ', 8],
  ['한국', 4],
  ['✅ ok', 5],
  ['🙂', 2],
  ['𝐛', 1],
])('%j takes %i columns', (text, width) => {
  expect(textWidth(text)).toBe(width);
});

test('no character that is let through takes more columns on a terminal than is counted for it', async () => {
  const characters: string[] = [];
  for (let point = 0x20; point < 0x30000; point += 1) {
    const character = String.fromCodePoint(point);
    if (showOutput(`a${character}`, { ascii: false }) === `a${character}`) characters.push(character);
  }
  expect(characters.length).toBeGreaterThan(100_000);
  const terminal = new xterm.Terminal({ cols: 10, rows: 2, scrollback: 200_000, allowProposedApi: true });
  await new Promise<void>((resolve) =>
    terminal.write(characters.map((character) => `a${character}|`).join('\r\n'), resolve),
  );
  const tooWide = characters.filter((character, row) => {
    const line = terminal.buffer.active.getLine(row);
    const end = character === '|' ? 2 : [1, 2, 3].find((column) => line?.getCell(column)?.getChars() === '|');
    return end === undefined || end - 1 > textWidth(character);
  });
  expect(tooWide).toEqual([]);
}, 120_000);

test('padTo counts columns', () => {
  expect(padTo('日本', 6)).toBe('日本  ');
  expect(padTo('longer', 3)).toBe('longer');
});
