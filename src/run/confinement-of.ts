import type { Confinement } from '../model/confinement.ts';
import type { Step } from '../model/runbook.ts';

/** How a step is confined, where that was chosen; `null`: not at all. Only what says that it is readonly is. */
export function confinementOf(
  step: Step,
  { confinement }: { readonly confinement: Confinement | null },
): Confinement | null {
  return step.kind === 'block' && step.mode === 'readonly' ? confinement : null;
}
