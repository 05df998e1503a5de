import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameOperator, needsName } from '../../src/model/operator-name.ts';
import { tellAgo, tellDuration } from '../../src/model/time-words.ts';
import { clipText, foldText, shortenText, wrapWords } from '../../src/ui/fold-text.ts';
import { speaksUtf8 } from '../../src/ui/style.ts';
import { textWidth } from '../../src/ui/text-width.ts';

describe('rows', () => {
  const text = fc.string({ unit: fc.constantFrom(...'ab 日🙂é-') });
  const width = fc.integer({ min: 2, max: 20 });

  test('fold: nothing is lost, nothing is too wide', () => {
    fc.assert(
      fc.property(text, width, (line, columns) => {
        const rows = foldText(line, columns);
        expect(rows.join('')).toBe(line);
        for (const row of rows) expect(textWidth(row)).toBeLessThanOrEqual(columns);
      }),
    );
  });

  test('wrap: no word is lost, nothing is too wide', () => {
    fc.assert(
      fc.property(text, width, (line, columns) => {
        const rows = wrapWords(line, columns);
        expect(rows.join('').replace(/ /g, '')).toBe(line.replace(/ /g, ''));
        for (const row of rows) expect(textWidth(row)).toBeLessThanOrEqual(columns);
      }),
    );
  });

  test('wrap breaks at blanks, and keeps those between words on a row', () => {
    expect(wrapWords('Type  recidr openstack  to run it', 20)).toEqual([
      'Type  recidr',
      'openstack  to run it',
    ]);
    expect(wrapWords('a verylongword', 5)).toEqual(['a', 'veryl', 'ongwo', 'rd']);
  });

  test('clip and shorten', () => {
    expect(clipText('日本語', 5)).toBe('日本');
    expect(shortenText('drift and more', 8, '…')).toBe('drift a…');
    expect(shortenText('drift', 5, '…')).toBe('drift');
  });
});

describe('times', () => {
  test.each([
    [0, '0.0s'],
    [2100, '2.1s'],
    [59_949, '59.9s'],
    [59_960, '1m00s'],
    [252_000, '4m12s'],
    [3_599_600, '1h00m'],
    [3_780_000, '1h03m'],
    [-5, '0.0s'],
  ])('%i ms took %s', (ms, words) => {
    expect(tellDuration(ms)).toBe(words);
  });

  test.each([
    [20_999, '20 s ago'],
    [240_000, '4 min ago'],
    [7_500_000, '2 h 5 min ago'],
    [-5, '0 s ago'],
  ])('%i ms is %s', (ms, words) => {
    expect(tellAgo(ms)).toBe(words);
  });
});

describe('an operator', () => {
  test.each([
    ['jesse', null, null, 'jesse', false],
    ['ubuntu', null, null, 'ubuntu', true],
    ['ubuntu', null, 'jesse', 'ubuntu (jesse)', false],
    ['root', 'jesse', null, 'root, by sudo from jesse', false],
    ['root', 'ubuntu', null, 'root, by sudo from ubuntu', true],
    ['root', 'ubuntu', 'jesse', 'root, by sudo from ubuntu (jesse)', false],
  ])('%s, sudo from %s, called %s', (account, sudoFrom, name, words, asked) => {
    expect(nameOperator({ account, sudoFrom, name })).toBe(words);
    expect(needsName({ account, sudoFrom, name })).toBe(asked);
  });
});

test.each([
  [{ LANG: 'de_DE.UTF-8' }, true],
  [{ LANG: 'C.utf8' }, true],
  [{ LANG: 'de_DE.UTF-8', LC_ALL: 'C' }, false],
  [{ LANG: 'C', LC_CTYPE: 'en_US.UTF-8', LC_ALL: '' }, true],
  [{ LANG: 'POSIX' }, false],
  [{}, false],
])('the locale %j speaks UTF-8: %s', (env, speaks) => {
  expect(speaksUtf8(env)).toBe(speaks);
});
