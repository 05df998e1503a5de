import type { Action } from './next.ts';
import type { Run } from './run.ts';
import { pauseRun } from './stop-run.ts';

/**
 * Pauses the run before a gate or a block when the document on disk is not what was planned any more: taking it up
 * again compares step by step, and goes on only with a yes. Returns the exit code then.
 */
export async function holdToDocument(run: Run, action: Action): Promise<number | null> {
  const begins = action.type === 'open-gate' || action.type === 'run-block' || action.type === 'poll-block';
  if (!begins) return null;
  const changes = await run.ports.documentChanges();
  return changes.length === 0 ? null : pauseRun(run, action.step.step.id, 'document-changed');
}
