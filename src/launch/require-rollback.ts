import type { Run } from '../journal/run-store.ts';
import type { Entry } from '../model/event.ts';
import { exitCode } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
import type { RunState } from '../model/state.ts';
import { missingFromRollback } from '../run/steps-of-run.ts';
import { Refusal } from '../world/refusal.ts';
import { copyOnRecord } from './changed-lines.ts';

interface Recorded {
  readonly place: Run;
  readonly entries: readonly Entry[];
}

/**
 * A rollback that has begun is walked to its end by the steps that it began with. Throws a `Refusal` where the document
 * has some of them no more, which says what to put back where: nobody is asked, and the run stays as it is.
 */
export function requireRollback(state: RunState, plan: Plan, { place, entries }: Recorded): void {
  const missing = missingFromRollback(plan, state);
  const [first] = missing;
  if (first === undefined) return;
  const file = documentOf(first, state, entries);
  const copy = copyOnRecord(place, entries, file);
  const [is, it, id] = missing.length === 1 ? ['is', 'it', 'its id'] : ['are', 'them', 'their ids'];
  throw new Refusal(
    `the rollback that this run has begun is not over, and ${missing.join(', ')} ${is} not in the Rollback section of ${file} any more`,
    `put ${it} back there, under ${id}, and resume again${copy === null ? '' : `; as it was: ${copy}`}`,
    exitCode.paused,
  );
}

/** The file that a step of the run was in: that of the innermost include that its id begins with. */
function documentOf(id: string, { runbook }: RunState, entries: readonly Entry[]): string {
  const around = entries.flatMap((entry) =>
    entry.type === 'document-entered' && id.startsWith(`${entry.step}/`) ? [entry] : [],
  );
  const [inner] = around.toSorted((a, b) => b.step.length - a.step.length);
  return inner?.file ?? runbook?.file ?? '';
}
