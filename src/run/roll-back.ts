import { type PlanStep, plannedStep } from '../model/plan.ts';
import { pauseUnanswered } from './answer-unanswered.ts';
import type { Run } from './run.ts';

/** The rollback section that is the nearest to a step, and the document it belongs to. */
interface Rollback {
  readonly document: number;
  readonly steps: readonly PlanStep[];
}

/** What can be walked to take back what was done; `null`: there is nothing, or it is being walked already. */
export function findRollback({ plan, state }: Run, { document }: PlanStep): Rollback | null {
  if (state.rollback !== null) return null;
  for (let each: number | null = document; each !== null; each = plan.documents[each]?.parent ?? null) {
    const steps = plan.documents[each]?.rollback ?? [];
    if (steps.length > 0) return { document: each, steps };
  }
  return null;
}

export function beginRollback(run: Run, step: PlanStep, { document, steps }: Rollback): void {
  run.record({
    type: 'rollback-begun',
    step: step.step.id,
    document,
    steps: steps.map(plannedStep),
    by: run.ports.operator,
  });
}

/**
 * Before an abort: offers the rollback section where something was done that it may take back. `true`: the run goes
 * on with it; `false`: it does not; a number is the exit code of a run that stops here.
 */
export async function offerRollback(run: Run, step: PlanStep): Promise<boolean | number> {
  const rollback = findRollback(run, step);
  if (rollback === null || !hasChangedSomething(run)) return false;
  const answer = await run.ports.prompter.rollback(step, rollback.steps);
  if (answer.type === 'unanswered') return pauseUnanswered(run, step.step.id, answer);
  if (answer.type === 'yes') beginRollback(run, step, rollback);
  return answer.type === 'yes';
}

function hasChangedSomething({ state }: Run): boolean {
  return [...state.steps.values()].some(
    ({ attempts, planned, begun, gate }) =>
      (attempts > 0 && (begun?.planned ?? planned).mode !== 'readonly') ||
      (planned.kind === 'manual' && gate?.decision === 'yes'),
  );
}
