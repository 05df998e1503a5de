import type { PlanStep } from '../model/plan.ts';
import type { Action } from './next.ts';
import type { Run } from './run.ts';
import { pauseForChanges } from './stop-run.ts';

/**
 * Pauses the run before a gate or a block when the document on disk is not what was planned any more: taking it up
 * again compares step by step, and goes on only with a yes. Returns the exit code then.
 */
export async function holdToDocument(run: Run, action: Action): Promise<number | null> {
  const step = begins(action);
  if (step === null) return null;
  const changes = await run.ports.documentChanges(() => run.tell());
  return changes.length === 0 ? null : pauseForChanges(run, step.step.id, changes);
}

/** The step that would begin; `null`: what a step did already is only settled. */
function begins(action: Action): PlanStep | null {
  switch (action.type) {
    case 'decide':
    case 'ask-values':
    case 'open-gate':
    case 'run-block':
    case 'poll-block':
      return action.step;
    case 'ask-item':
    case 'stop-document':
      return action.planStep;
    default:
      return null;
  }
}
