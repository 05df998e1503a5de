import { expect, test } from 'vitest';
import { parseDuration } from '../../src/parse/duration.ts';

test.each([
  ['10s', 10_000],
  ['30m', 1_800_000],
  ['1h30m', 5_400_000],
  ['250ms', 250],
  ['1h2m3s4ms', 3_723_004],
  ['5m1ms', 300_001],
  ['0s', 0],
  ['90m', 5_400_000],
])('%s is %i ms', (text, ms) => {
  expect(parseDuration(text)).toEqual({ ms, text });
});

test.each(['', '10', 's', '1.5s', '-1s', '1s ', '1 s', '1S', '3s2m', '1h1h', '1d', '1ms2s', '99999999h'])(
  '%j is none',
  (text) => {
    expect(parseDuration(text)).toBeNull();
  },
);
