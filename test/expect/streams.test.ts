import { describe, expect, test } from 'vitest';
import { allowedExit } from '../../src/expect/allowed-exit.ts';
import { needsSplitStreams } from '../../src/expect/needs-split-streams.ts';
import { check, type Printed, verdictOf } from './checking.ts';
import { exactOutput, expectation, readable } from './parsing.ts';

const apart: Printed = [
  ['stdout', 'SKIP a\nSKIP b\n'],
  ['stderr', 'SKIP c\n'],
];

test.each([
  ['3 SKIP lines', true],
  ['3 lines', true],
  ['stdout 2 SKIP lines', true],
  ['stderr 1 SKIP line', true],
  ['stdout c', false],
  ['stderr a', false],
  ['stderr empty', false],
])('streams apart: %s', (text, ok) => {
  expect(verdictOf(readable(text), apart).ok).toBe(ok);
});

test('lines of two streams are not run into each other', () => {
  const printed: Printed = [
    ['stdout', 'RE'],
    ['stderr', 'AD\n'],
    ['stdout', 'ADY\n'],
  ];
  expect(verdictOf(expectation('READY'), printed).ok).toBe(true);
});

describe('a claim about one stream does not hold where both were captured as one', () => {
  test.each(['stdout SKIP', 'stderr empty', '$.a = 1'])('%s', (text) => {
    const verdict = verdictOf(expectation(text), text.startsWith('$') ? '{"a":1}' : 'SKIP\n');
    expect([verdict.ok, verdict.found]).toEqual([false, 'stdout and stderr captured as one']);
  });

  test('exact output', () => {
    const verdict = verdictOf(null, 'a\n', 0, { exact: exactOutput('a') });
    expect([verdict.ok, verdict.found]).toEqual([false, 'stdout and stderr captured as one']);
  });
});

test.each([
  ['3 lines; exit 1', false],
  ['stdout 3 lines', true],
  ['some lines; stderr empty', true],
  ['$.a = 1', true],
])('needs split streams: %s', (text, split) => {
  expect(needsSplitStreams(readable(text), null)).toBe(split);
});

test('exact output needs split streams, nothing does not', () => {
  expect(needsSplitStreams(null, exactOutput('a'))).toBe(true);
  expect(needsSplitStreams(null, null)).toBe(false);
});

test.each([
  [null, 0, true],
  [null, 1, false],
  [null, null, false],
  ['some lines', 0, true],
  ['some lines', 1, false],
  ['exit 1; some lines', 1, true],
  ['exit 1', 0, false],
  ['exit any; exit 0 or 3', 3, true],
  ['exit any; exit 0 or 3', 1, false],
  ['exit any', 127, false],
  ['exit nonzero', 130, false],
  ['exit any', null, false],
])('allowed exit: %s, %s', (text, exit, allowed) => {
  expect(allowedExit(text === null ? null : expectation(text), exit)).toBe(allowed);
});

test('nothing printed at all can be judged for one stream', () => {
  expect(check(expectation('stderr empty'), []).map(({ ok }) => ok)).toEqual([true]);
});
