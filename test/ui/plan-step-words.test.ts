import { expect, test } from 'vitest';
import { noTraits } from '../../src/model/block-traits.ts';
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

test('what it takes as a rule is told beside its limit', () => {
  const traits = { ...noTraits, about: duration('2s'), once: true };
  const words = describePlanStep(planned(block({ timeout: duration('1m'), traits })));
  expect(words).toEqual(['gate', 'timeout 1m', 'takes about 2s', 'to be run once only']);
});
