import type { Run } from '../journal/run-store.ts';
import type { Entry } from '../model/event.ts';
import type { DocumentEntered } from '../model/flow-event.ts';
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
  const include = includeOf(first, entries);
  const file = include?.file ?? state.runbook?.file ?? '';
  const isIncluded = include === null || plan.documents.some(({ prefix }) => prefix === `${include.step}/`);
  const copy = copyOnRecord(place, entries, file);
  const again = `and resume again${copy === null ? '' : `; as it was: ${copy}`}`;
  const [is, it, id] = missing.length === 1 ? ['is', 'it', 'its id'] : ['are', 'them', 'their ids'];
  const notOver = `the rollback that this run has begun is not over, and ${missing.join(', ')} ${is}`;
  throw isIncluded
    ? new Refusal(
        `${notOver} not in the Rollback section of ${file} any more`,
        `put ${it} back there, under ${id}, ${again}`,
        exitCode.paused,
      )
    : new Refusal(
        `${notOver} gone with ${file}, which is not included any more`,
        `include it again, under the id ${include.step}, ${again}`,
        exitCode.paused,
      );
}

/** The innermost include whose document a step of the run was in; `null`: it was in the runbook itself. */
function includeOf(id: string, entries: readonly Entry[]): DocumentEntered | null {
  const around = entries.flatMap((entry) =>
    entry.type === 'document-entered' && id.startsWith(`${entry.step}/`) ? [entry] : [],
  );
  return around.toSorted((a, b) => b.step.length - a.step.length)[0] ?? null;
}
