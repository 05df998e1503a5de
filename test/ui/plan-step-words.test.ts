import { expect, test } from 'vitest';
import { describePlanStep } from '../../src/ui/plan-step-words.ts';
import { block, planned, source } from './views.ts';

const duration = (text: string) => ({ ms: 1, text });

test.each([
  [['a'], 'expect 1 exact line'],
  [['a', 'b'], 'expect 2 exact lines'],
])('the lines of %j are counted', (texts, words) => {
  const exactOutput = { lines: texts, source };
  expect(describePlanStep(planned(block({ exactOutput })))).toContain(words);
});

test('a wait is told with its pauses', () => {
  const polling = { within: duration('1m'), every: duration('15s'), abort: null };
  expect(describePlanStep(planned(block({ polling })))).toContain('within 1m every 15s');
});
