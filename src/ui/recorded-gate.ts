import type { Confinement } from '../model/confinement.ts';
import type { PlanStep } from '../model/plan.ts';
import type { StepState } from '../model/state.ts';
import { dangersShown } from '../run/approval.ts';
import { confinementOf } from '../run/confinement-of.ts';
import { fillStep } from '../run/fill-block.ts';
import type { GateView } from '../run/ports.ts';

/** A gate as the journal has it, for those who did not see it drawn; `null`: it has not been shown. */
export function viewRecordedGate(
  step: PlanStep,
  { shown, filled, changed, attempts }: StepState,
  confinement: Confinement | null,
): GateView | null {
  if (shown === null) return null;
  return {
    step: fillStep(step, filled),
    phrase: null,
    unnamed: [],
    reads: Object.entries(shown.reads).map(([name, value]) => ({ name, value })),
    place: shown.place,
    since: [],
    dangers: dangersShown(step, shown),
    changed,
    attempt: attempts + 1,
    confinement: confinementOf(step.step, { confinement }),
  };
}
