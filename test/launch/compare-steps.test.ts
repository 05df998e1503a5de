import { expect, test } from 'vitest';
import { compareSteps } from '../../src/launch/consent-to-changes.ts';
import { plannedStep } from '../../src/model/plan.ts';
import { initialState, pendingStep, type StepState } from '../../src/model/state.ts';
import { StepTable } from '../../src/model/step-table.ts';
import { block, document, plan } from '../run/build-plan.ts';

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

test('the steps of a rollback that has begun are steps of the run', () => {
  const undo = block('undo');
  const begun = {
    ...state,
    rollback: { from: 'b', steps: ['undo'] },
    steps: StepTable.of([...state.steps.values(), pendingStep(plannedStep(undo))]),
  };
  const now = plan(a, b, c);
  const [document] = now.documents as [(typeof now.documents)[0]];
  const told = (rollback: readonly (typeof a)[]) =>
    compareSteps(begun, { ...now, documents: [{ ...document, rollback }] }).map(
      ({ id, how }) => `${id} ${how}`,
    );
  expect(told([undo])).toEqual([]);
  expect(told([changed(undo)])).toEqual(['undo changed']);
  expect(told([])).toEqual(['undo removed']);
});

test('of a step that was begun and is not settled it is said that what became of it is unknown', () => {
  const [begun] = [...state.steps.values()].filter(({ planned }) => planned.id === 'b');
  if (begun === undefined) throw new Error('no b');
  const gateOf = { planned: { ...begun.planned, mode: 'gate' }, stopped: true, again: false };
  const told = (over: Partial<StepState>, ...now: (typeof a)[]) =>
    compareSteps({ ...state, steps: state.steps.with({ ...begun, ...over }) }, plan(...now)).map(
      ({ id, how }) => `${id} ${how}`,
    );
  const unknown: readonly Partial<StepState>[] = [
    { phase: 'unsettled', status: 'unknown' },
    { phase: 'waiting', status: 'unknown', begun: { ...gateOf, again: true } },
    { phase: 'confirming', status: 'running', begun: gateOf },
  ];
  for (const over of unknown) {
    expect(told(over, a, changed(b), c)).toEqual(['b changed, and what became of it is unknown']);
    expect(told(over, a, c)).toEqual(['b removed, and what became of it is unknown']);
    expect(told(over, a, b, c)).toEqual([]);
  }
  expect(told({ phase: 'stuck', status: 'failed', begun: gateOf }, a, changed(b), c)).toEqual(['b changed']);
});

test('the rollback is the one that holds its steps, wherever its document stands by now', () => {
  const [undo, other] = [block('parta/undo'), block('partb/undo')];
  const begun = {
    ...state,
    rollback: { from: 'b', steps: ['parta/undo'] },
    steps: StepTable.of([...state.steps.values(), pendingStep(plannedStep(undo))]),
  };
  const documents = [
    document(''),
    document('partb/', { rollback: [other] }),
    document('parta/', { rollback: [undo] }),
  ];
  expect(compareSteps(begun, { ...plan(a, b, c), documents })).toEqual([]);
});
