import type { Plan, PlanStep } from '../model/plan.ts';
import type { RunState } from '../model/state.ts';
import { isOpen } from './open-step.ts';
import type { Run } from './run.ts';

/** The steps that a run walks: those of its sequence, or those of the rollback it has begun. */
export function stepsOf(plan: Plan, state: RunState): readonly PlanStep[] {
  return state.rollback === null ? plan.steps : rollbackSection(plan, state);
}

/**
 * The rollback section that holds the steps which the run has set out to go back by, whatever documents the plan has
 * by now and in whatever order. Empty: it has begun no rollback, or the plan has none of those steps in such a section.
 */
export function rollbackSection({ documents }: Plan, { rollback }: RunState): readonly PlanStep[] {
  if (rollback === null) return [];
  const begun = new Set(rollback.steps);
  return documents.find((each) => each.rollback.some(({ step }) => begun.has(step.id)))?.rollback ?? [];
}

/** Ids of the steps that the run has set out to go back by, has not finished, and does not find in the plan any more. */
export function missingFromRollback(plan: Plan, state: RunState): readonly string[] {
  const found = new Set(rollbackSection(plan, state).map(({ step }) => step.id));
  const begun = state.rollback?.steps ?? [];
  return begun.filter((id) => !found.has(id) && state.steps.get(id)?.phase !== 'finished');
}

export function isFinished(state: RunState, { step }: PlanStep): boolean {
  return state.steps.get(step.id)?.phase === 'finished';
}

/** Index of the first step that is not finished, looking from `from`; the number of steps where all are. */
export function firstUnfinished(steps: readonly PlanStep[], state: RunState, from: number): number {
  let index = from;
  for (let step = steps[index]; step !== undefined && isFinished(state, step); step = steps[index])
    index += 1;
  return index;
}

/** Those that a condition or a `stop` may leave out: not what was begun and is not settled. */
export function omissibleSteps({ plan, state }: Run): readonly PlanStep[] {
  return stepsOf(plan, state).filter(({ step: { id } }) => {
    const step = state.steps.get(id);
    return step === undefined || (step.phase !== 'finished' && !isOpen(step));
  });
}
