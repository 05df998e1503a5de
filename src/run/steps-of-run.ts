import type { Plan, PlanStep } from '../model/plan.ts';
import type { RunState } from '../model/state.ts';
import { isOpen } from './open-step.ts';
import type { Run } from './run.ts';

/** The steps that a run walks: those of its sequence, or those of the rollback it has begun. */
export function stepsOf(plan: Plan, state: RunState): readonly PlanStep[] {
  if (state.rollback === null) return plan.steps;
  return plan.documents[state.rollback.document]?.rollback ?? [];
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
