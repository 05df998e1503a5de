import { expect, test } from 'vitest';
import { compareSteps } from '../../src/commands/consent-to-changes.ts';
import { plannedStep } from '../../src/model/plan.ts';
import { initialState, pendingStep } from '../../src/model/state.ts';
import { StepTable } from '../../src/model/step-table.ts';
import { block, plan } from '../run/build-plan.ts';

const steps = [block('a'), block('b'), block('c')];
const state = {
  ...initialState,
  steps: StepTable.of(
    steps.map(
      (step) =>
        ({
          ...pendingStep(plannedStep(step)),
          phase: step.step.id === 'a' ? 'finished' : 'waiting',
        }) as const,
    ),
  ),
};
const [a, b, c] = steps as [(typeof steps)[0], (typeof steps)[0], (typeof steps)[0]];
const changed = (step: typeof a) => ({ ...step, hash: 'another' });
const compare = (...now: (typeof a)[]) =>
  compareSteps(state, plan(...now)).map(({ id, how }) => `${id} ${how}`);

test('the same document has no changes', () => {
  expect(compare(a, b, c)).toEqual([]);
});

test('a changed step is told, and whether it was finished already', () => {
  expect(compare(changed(a), changed(b), c)).toEqual(['a changed since it was finished', 'b changed']);
});

test('new, removed and moved steps are told', () => {
  expect(compare(a, b, block('d'), c)).toEqual(['d new']);
  expect(compare(a, c)).toEqual(['b removed']);
  expect(compare(a, c, b)).toEqual(['c moved', 'b moved']);
});
