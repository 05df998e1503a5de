import type { Confinement } from '../model/confinement.ts';
import type { Entry } from '../model/event.ts';
import type { Step } from '../model/runbook.ts';

/** How a step is confined, where that was chosen; `null`: not at all. Only what says that it is readonly is. */
export function confinementOf(
  step: Step,
  { confinement }: { readonly confinement: Confinement | null },
): Confinement | null {
  return step.kind === 'block' && step.mode === 'readonly' ? confinement : null;
}

/** How a run was confined when it was begun or last taken up, by its journal; `null`: not at all. */
export function confinementOnRecord(entries: readonly Entry[]): Confinement | null {
  const last = entries.findLast(({ type }) => type === 'run-started' || type === 'run-resumed');
  if (last?.type === 'run-started') return last.options.confinement ?? null;
  return last?.type === 'run-resumed' ? (last.confinement ?? null) : null;
}
