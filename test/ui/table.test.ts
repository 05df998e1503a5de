import { expect, test } from 'vitest';
import { renderTable } from '../../src/ui/table.ts';
import { textWidth } from '../../src/ui/text-width.ts';

const rows = [
  ['RUN', 'STATUS', 'STARTED', 'OPERATORS', ''],
  ['20261121-1403-a1f3', 'done', '2026-11-21 14:03', 'root (alice), root (kim), ubuntu (jesse)', ''],
  ['20261121-1500-b2f4', 'declined', '2026-11-21 15:00', 'root (alice)', 'DAMAGED'],
];
const dispensable = [
  { column: 2, cutTo: null, name: 'when they started' },
  { column: 3, cutTo: 14, name: 'operators' },
];
const at = (columns: number) => renderTable(rows, { columns, dispensable });

test('where there is room nothing is cut', () => {
  const whole = at(Number.POSITIVE_INFINITY);
  expect(at(101)).toBe(whole);
  expect(whole).toBe(`RUN                 STATUS    STARTED           OPERATORS
20261121-1403-a1f3  done      2026-11-21 14:03  root (alice), root (kim), ubuntu (jesse)
20261121-1500-b2f4  declined  2026-11-21 15:00  root (alice)                              DAMAGED
`);
});

test('what is dispensable goes in its order, cells are cut between words, and what is left out is named', () => {
  expect(at(80)).toBe(`RUN                 STATUS    OPERATORS
20261121-1403-a1f3  done      root (alice), root (kim), ubuntu (jesse)
20261121-1500-b2f4  declined  root (alice)                              DAMAGED
Left out for lack of room: when they started; --json has it all.
`);
  expect(at(60)).toBe(`RUN                 STATUS    OPERATORS
20261121-1403-a1f3  done      root (alice), root …
20261121-1500-b2f4  declined  root (alice)          DAMAGED
Left out for lack of room: when they started; --json has it
all.
`);
  expect(at(45)).toBe(`RUN                 STATUS
20261121-1403-a1f3  done
20261121-1500-b2f4  declined  DAMAGED
Left out for lack of room: when they started,
operators; --json has it all.
`);
});

test('where that is not enough each row has all its cells, wrapped between words', () => {
  expect(at(30)).toBe(`RUN  STATUS  STARTED
  OPERATORS
20261121-1403-a1f3  done
  2026-11-21 14:03  root
  (alice), root (kim), ubuntu
  (jesse)
20261121-1500-b2f4  declined
  2026-11-21 15:00  root
  (alice)  DAMAGED
`);
});

test('no row is wider than the terminal, and no word is cut', () => {
  const words = new Set(rows.flat().join(' ').split(/\s+/));
  for (let columns = 24; columns <= 110; columns += 1) {
    const lines = at(columns).trimEnd().split('\n');
    expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(columns);
    const told = lines
      .join(' ')
      .replace(/Left out .*/, '')
      .split(/\s+/);
    expect(told.filter((word) => word !== '…' && word !== '' && !words.has(word))).toEqual([]);
  }
});
