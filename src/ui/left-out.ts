import type { Plan } from '../model/plan.ts';
import type { RunState, StepState } from '../model/state.ts';

/** Ids of the steps that conditions and stops have left out: nobody skipped them, they were not to be run. */
export function findLeftOut(plan: Plan, { steps, guards }: RunState): ReadonlySet<string> {
  const left = plan.steps.filter((step) => {
    const state = steps.get(step.step.id);
    if (state?.status !== 'skipped') return false;
    return step.guards.some(({ id }) => guards.get(id) === false) || isBehindStop(state);
  });
  return new Set(left.map(({ step }) => step.id));
}

/** Every other way to be skipped leaves an answer or an attempt. */
function isBehindStop({ gate, outcome, attempts, reason }: StepState): boolean {
  return gate === null && outcome === null && attempts === 0 && reason?.startsWith('stopped: ') === true;
}
