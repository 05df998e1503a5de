import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readKeys } from '../../src/ui/keys.ts';
import { LineFilter } from '../../src/ui/line-filter.ts';

/** What a line editor gets, and how the line ended. */
function filter(...chunks: readonly string[]) {
  let line = '';
  let end: string | null = null;
  let suspended = 0;
  const reader = new LineFilter(
    (input) => {
      line += input;
    },
    (how) => {
      end = how;
    },
    () => {
      suspended += 1;
    },
  );
  for (const chunk of chunks) reader.take(chunk);
  return { line, end, suspended, held: reader.holdsEscape };
}

test.each([
  ['plain keys', 'ab\r', 'ab', 'line'],
  ['a line feed', 'ab\n', 'ab', 'line'],
  ['no end yet', 'ab', 'ab', null],
  ['what follows the end', 'a\rb\x03\r', 'a', 'line'],
  ['Ctrl-C', 'a\x03b\r', 'a', 'interrupt'],
  ['Ctrl-D', 'a\x04b\r', 'a', 'input-ended'],
  ['backspace in both spellings', '\x7f\x08', '\x7f\x7f', null],
  ['Ctrl-U', '\x15', '\x07', null],
  ['arrows of both modes', '\x1b[D\x1bOC', '\x1b[D\x1b[C', null],
  ['home and end', '\x1b[H\x1b[4~', '\x01\x05', null],
  ['up, down and function keys', 'a\x1b[A\x1bOB\x1b[15~\x1bOPb', 'ab', null],
  ['mouse and focus reports', 'a\x1b[<0;1;1M\x1b[Ib', 'ab', null],
  ['an answer of the terminal', 'a\x1b]11;rgb:0/0/0\x07\x1b]x\x1b\\b', 'ab', null],
  ['Alt and a key', 'a\x1by\rb', 'a', 'line'],
  ['controls, tab, NUL', 'a\x00\t\x0c\x9bb', 'ab', null],
  ['characters that cannot be seen', 'a\u202eb\u200bc\u00a0d', 'abcd', null],
  ['other scripts', 'für 日本 🙂', 'für 日本 🙂', null],
  ['a paste without its end', '\x1b[200~y\r', 'y', null],
  ['a paste of one line', '\x1b[200~y\x1b[201~\r', 'y', 'line'],
  ['a paste of several lines', '\x1b[200~y\ry\r\x1b[201~z\r', 'yz', 'line'],
  ['keys of editing in a paste', '\x1b[200~a\x7f\x1b[D\x1b[201~', 'a', null],
  ['Ctrl-C in a paste', '\x1b[200~a\x03', 'a', 'interrupt'],
])('%s', (_name, input, line, end) => {
  expect(filter(input)).toMatchObject({ line, end });
});

test('Ctrl-Z suspends and leaves the line as it is, outside a paste', () => {
  expect(filter('a\x1ab')).toMatchObject({ line: 'ab', end: null, suspended: 1 });
  expect(filter('\x1b[200~a\x1ab\x1b[201~')).toMatchObject({ line: 'ab', suspended: 0 });
});

test('the escape key alone means what Ctrl-C means, once nothing followed', () => {
  const ends: string[] = [];
  const reader = new LineFilter(
    () => {},
    (end) => ends.push(end),
    () => expect.unreachable(),
  );
  reader.take('\x1b');
  expect(reader.holdsEscape).toBe(true);
  expect(ends).toEqual([]);
  reader.escape();
  expect(ends).toEqual(['interrupt']);
});

test('half a sequence that never goes on is dropped', () => {
  const reader = new LineFilter(
    () => {},
    () => expect.unreachable(),
    () => expect.unreachable(),
  );
  reader.take('\x1b[1');
  reader.escape();
  expect(reader.holdsEscape).toBe(false);
});

const pieces = fc.array(
  fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      'y',
      '\r',
      '\n',
      '\x03',
      '\x1b[200~',
      '\x1b[201~',
      '\x1b[D',
      '\x1b',
      '\x1b[',
      '\x7f',
      '\x1bO',
    ),
  ),
);

test('where the input is cut makes no difference', () => {
  fc.assert(
    fc.property(pieces, (input) => {
      expect(filter(...input)).toEqual(filter(input.join('')));
    }),
  );
});

test('only what can be seen or edits reaches the line editor', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        pieces.map((all) => all.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (input) => {
        for (const key of readKeys(input).keys) {
          if (key.type === 'text') expect(key.text).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
        }
      },
    ),
  );
});
