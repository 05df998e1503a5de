import { expect, test } from 'vitest';
import { plannedStep } from '../../src/model/plan.ts';
import { pendingStep } from '../../src/model/state.ts';
import { arrangeSteps } from '../../src/run/arrange-steps.ts';
import { block } from './build-plan.ts';

const steps = ['a', 'b', 'c'].map((id) => pendingStep(plannedStep(block(id))));
const arrange = (order?: readonly string[]) =>
  arrangeSteps(steps, order).map(({ planned, removed }) => `${planned.id}${removed ? ' removed' : ''}`);

test('an older journal does not say an order', () => {
  expect(arrange()).toEqual(['a', 'b', 'c']);
});

test('a document gives the order; what it does not hold any more stays on record behind', () => {
  expect(arrange(['c', 'b', 'new'])).toEqual(['c', 'b', 'a removed']);
});
