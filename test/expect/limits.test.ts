import { describe, expect, test } from 'vitest';
import { defaultLimits } from '../../src/expect/limits.ts';
import { type Printed, verdictOf } from './checking.ts';
import { exactOutput, expectation, readable } from './parsing.ts';

const limits = { line: 10, regexLine: 8, json: 12 };

describe('what a limit keeps from being judged does not hold, and says so', () => {
  test.each([
    ['no error lines', 'fine\n0123456789 error\n', false, '0 of 2 lines; 1 line too long to be judged'],
    ['at most 2 x lines', 'x 0123456789\n', false, '0 of 1 line; 1 line too long to be judged'],
    ['1 x line', 'x\nx 0123456789\n', false, '1 of 2 lines; 1 line too long to be judged'],
    ['some x lines', 'x 0123456789\n', false, '0 of 1 line; 1 line too long to be judged'],
    ['some x lines', 'x 0123456789\nx\n', true, '1 of 2 lines'],
    ['only x lines', 'x\nx 0123456789\n', false, '0 other of 2 lines; 1 line too long to be judged'],
    ['1 line (x)', 'x 0123456789\n', false, '1 line; 1 line too long to be judged'],
    ['some /x/ lines', 'x 1234567\n', false, '0 of 1 line; 1 line too long to be judged'],
    ['some /x/ lines', 'x 123456\n', true, '1 of 1 line'],
    ['/(\\d)x/ = 1', '1x\n0123456789\n', false, '1; 1 line too long to be judged'],
    ['2 lines', '0123456789abc\nx\n', true, '2 lines'],
    ['no lines', `${' '.repeat(11)}\n`, false, '1 line'],
  ])('%s | %j', (text, printed, ok, found) => {
    const verdict = verdictOf(readable(text), printed, 0, { limits });
    expect([verdict.ok, verdict.found]).toEqual([ok, found]);
  });

  test('JSON', () => {
    const fits = verdictOf(expectation('$.a = 1'), [['stdout', '{"a":1}     ']], 0, { limits });
    expect(fits.ok).toBe(true);
    const beyond = verdictOf(expectation('$.a = 1'), [['stdout', '{"a":1}      ']], 0, { limits });
    expect([beyond.ok, beyond.found]).toEqual([false, 'more than 12 bytes, too much to be read as JSON']);
  });

  test('exact output', () => {
    const printed: Printed = [['stdout', 'a\n0123456789abc\nb\n']];
    const skipped = verdictOf(null, printed, 0, { limits, exact: exactOutput('a', '...', 'b') });
    expect(skipped.ok).toBe(true);
    const compared = verdictOf(null, printed, 0, { limits, exact: exactOutput('a', '[..]', 'b') });
    expect([compared.ok, compared.found]).toEqual([
      false,
      'a difference in line 2 of 3, which is too long to be compared',
    ]);
  });
});

test('a line without an end takes no more memory than its limit, and what follows is seen', () => {
  const megabyte = new Uint8Array(1024 * 1024).fill(0x78);
  const printed: Printed = [
    ...Array.from({ length: 40 }, () => ['both', megabyte] as const),
    ['both', '\nDONE\n'],
  ];
  const verdict = verdictOf(expectation('DONE'), printed);
  expect([verdict.ok, verdict.found]).toEqual([true, 'it in line 2']);
});

test('the limits are stated', () => {
  expect(defaultLimits).toEqual({ line: 1_048_576, regexLine: 65_536, json: 67_108_864 });
});
