import type { Plan, PlanStep } from '../model/plan.ts';
import type { IncludeStep, StopStep } from '../model/runbook.ts';
import type { Run } from './run.ts';
import { omissibleSteps } from './steps-of-run.ts';

/** Goes into an included document; its steps follow by themselves. */
export function enterDocument(run: Run, step: IncludeStep): void {
  const entered = run.plan.documents.find(({ prefix }) => prefix === `${step.id}/`);
  const runbook = entered?.id ?? step.runbook;
  run.record({ type: 'document-entered', step: step.id, runbook, file: entered?.file ?? '' });
}

/** Ends the document that a `stop` stands in, with all that it includes. */
export function stopDocument(run: Run, { document }: PlanStep, step: StopStep): void {
  const leavesOut = omissibleSteps(run)
    .filter((each) => each.step.id !== step.id && isPartOf(run.plan, each.document, document))
    .map((each) => each.step.id);
  run.record({ type: 'document-stopped', step: step.id, reason: step.reason, leavesOut });
}

/** Why the runbook itself came to an early end; `null`: it did not. */
export function reasonToStop({ plan, ports }: Run): string | null {
  const stops = plan.steps.filter(({ document, step }) => document === 0 && step.kind === 'stop');
  if (stops.length === 0) return null;
  const own = new Set(stops.map(({ step }) => step.id));
  const stopped = ports.journal.entries.findLast(
    (entry) => entry.type === 'document-stopped' && own.has(entry.step),
  );
  return stopped?.type === 'document-stopped' ? stopped.reason : null;
}

function isPartOf({ documents }: Plan, document: number, whole: number): boolean {
  for (let each: number | null = document; each !== null; each = documents[each]?.parent ?? null) {
    if (each === whole) return true;
  }
  return false;
}
