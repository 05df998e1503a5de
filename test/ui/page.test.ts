import xterm from '@xterm/headless';
import { describe, expect, test } from 'vitest';
import { Page } from '../../src/ui/page.ts';

/** What terminals do with rows that are too long once they are narrower. */
const kinds = [
  ['breaks rows that are too long', {}],
  ['cuts rows that are too long', { windowsPty: { backend: 'conpty', buildNumber: 18_000 } }],
] as const;

/** A page on a terminal of 80 columns and 10 rows. */
function pageOn(kind: (typeof kinds)[number][1]) {
  const size = { cols: 80, rows: 10, scrollback: 100, convertEol: true };
  const screen = new xterm.Terminal({ ...size, ...kind, allowProposedApi: true });
  let columns = 80;
  const page = new Page(
    (text) => screen.write(text),
    true,
    () => columns,
  );
  return {
    page,
    live: (...texts: string[]) =>
      page.live(texts.map((text) => ({ text, painted: `\x1b[2m${text}\x1b[22m` }))),
    async resize(to: number) {
      await new Promise<void>((resolve) => screen.write('', resolve));
      screen.resize(to, 10);
      columns = to;
    },
    /** Columns left of the cursor: what is right of it breaks with the row that it stands in. */
    async cursor() {
      await new Promise<void>((resolve) => screen.write('', resolve));
      return screen.buffer.active.cursorX;
    },
    async shown() {
      await new Promise<void>((resolve) => screen.write('', resolve));
      const { active } = screen.buffer;
      const rows = Array.from(
        { length: active.length },
        (_, row) => active.getLine(row)?.translateToString(true) ?? '',
      );
      return rows.slice(0, rows.findLastIndex((row) => row !== '') + 1);
    },
  };
}

const name = '  ▸ hosts-ready  waiting  attempt 3 · 8s of 30m';
const long = `    ${'found '.repeat(12)}.`;
const short = '    found nothing';

describe.each(kinds)('on a terminal that %s', (_, kind) => {
  test('rows that change stay below what is printed', async () => {
    const { page, live, shown, cursor } = pageOn(kind);
    page.print(['one']);
    live(name);
    expect(await cursor()).toBe(0);
    page.print(['two', 'three']);
    live(name, long);
    page.print(['four']);
    expect(await cursor()).toBe(0);
    expect(await shown()).toEqual(['one', 'two', 'three', 'four', name, long]);
    live(name);
    expect(await shown()).toEqual(['one', 'two', 'three', 'four', name]);
    live();
    expect(await shown()).toEqual(['one', 'two', 'three', 'four']);
  });

  test.each([1, 30])(
    'nothing of them is left behind when it is resized, below %i printed rows',
    async (count) => {
      const { page, live, resize, shown } = pageOn(kind);
      const printed = Array.from({ length: count }, (_, index) => `printed ${index}`);
      page.print(printed);
      live(name, long);
      for (const columns of [60, 48, 120, 60, 80]) {
        await resize(columns);
        const fitted = [name, columns < 80 ? short : long];
        live(...fitted);
        expect(await shown()).toEqual([...printed, ...fitted]);
      }
      page.print(['done']);
      live();
      expect(await shown()).toEqual([...printed, 'done']);
    },
  );

  test('nothing that was printed is lost when it is made narrower than the upper one', async () => {
    const { page, live, resize, shown } = pageOn(kind);
    page.print(['one', 'two']);
    live(name, short);
    await resize(30);
    live('  ▸ hosts-ready  9s of 30m', short);
    const rows = await shown();
    expect(rows.slice(0, 2)).toEqual(['one', 'two']);
    expect(rows.slice(-2)).toEqual(['  ▸ hosts-ready  9s of 30m', short]);
    expect(rows.filter((row) => row === short)).toHaveLength(1);
  });
});

test('without motion nothing changes', () => {
  let written = '';
  const page = new Page(
    (text) => {
      written += text;
    },
    false,
    () => 80,
  );
  page.live([{ text: name, painted: name }]);
  page.print(['one']);
  expect(written).toBe('one\n');
});
