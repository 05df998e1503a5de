import { expect, test } from 'vitest';
import { parse } from './parsing.ts';

test.each([
  'no error lines',
  'at most 3 X lines',
  'at most 3 lines',
  '0 to 2 lines',
  '0 error lines',
  'no error lines; exit 0',
  'no error lines; no /warn/ lines',
  'stderr empty; no error lines',
  'exit any; at most 1 X lines',
])('%s would be satisfied by silence', (text) => {
  expect(parse(text).problems).toEqual([
    {
      rule: 'expectation-vacuous',
      message: expect.stringContaining('"; stdout some SKIP lines"'),
      start: 0,
      end: text.length,
    },
  ]);
});

test('beside "empty" there is nothing to add, only to drop', () => {
  const [problem] = parse('empty; no error lines').problems;
  expect(problem?.message).toContain('Unexpected "no error lines" beside "empty", which says more; drop it');
});

test.each([
  'empty',
  'stdout empty',
  'stderr empty; exit 0 or 1',
  'no lines',
  '0 lines',
  'exit any',
  'exit 0',
  'no error lines; some SKIP lines',
  'at most 3 X lines; Ready',
  'no error lines; only SKIP lines',
  'no error lines; $.a != 3',
  'no error lines; /(\\d+) hosts/ >= 0',
  'no error lines; exit 1',
  '1 to 2 lines',
  'some lines',
])('%s is not vacuous', (text) => expect(parse(text).problems).toEqual([]));
