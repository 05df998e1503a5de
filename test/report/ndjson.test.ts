import { expect, test } from 'vitest';
import type { Entry } from '../../src/model/event.ts';
import { formatEntry } from '../../src/report/ndjson.ts';

const entry: Entry = {
  seq: 7,
  time: '2026-11-21T14:03:00.000Z',
  run: '20261121-1403-a1f3',
  prev: 'ab',
  type: 'note-added',
  step: 'recidr',
  text: 'two\nlines \x1b[2J',
  by: { account: 'ubuntu', sudoFrom: null, name: null },
};

test('an entry is one line, with type, time and run first', () => {
  expect(formatEntry(entry)).toBe(
    '{"type":"note-added","time":"2026-11-21T14:03:00.000Z","run":"20261121-1403-a1f3","seq":7,"prev":"ab",' +
      '"step":"recidr","text":"two\\nlines \\u001b[2J","by":{"account":"ubuntu","sudoFrom":null,"name":null}}\n',
  );
});

test('nothing is lost', () => {
  expect(JSON.parse(formatEntry(entry))).toEqual(entry);
});
