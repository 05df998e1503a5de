import type { Plan } from '../model/plan.ts';
import type { RunState, StepState } from '../model/state.ts';
import { decisionOn } from '../run/decision-on.ts';

/** Ids of the steps that conditions and stops have left out: nobody skipped them, they were not to be run. */
export function findLeftOut(plan: Plan, run: RunState): ReadonlySet<string> {
  const left = plan.steps.filter((step) => {
    const state = run.steps.get(step.step.id);
    if (state?.status !== 'skipped') return false;
    return step.guards.some((guard) => decisionOn(run, guard) === false) || isLeftOut(state);
  });
  return new Set(left.map(({ step }) => step.id));
}

/**
 * By a stop, or by a condition that the document has changed since. Every other way to be skipped leaves an answer or an
 * attempt.
 */
function isLeftOut({ gate, outcome, attempts, reason }: StepState): boolean {
  const isUntouched = gate === null && outcome === null && attempts === 0;
  return isUntouched && /^(?:stopped|left out): /.test(reason ?? '');
}
