import type { Confinement } from '../model/confinement.ts';
import type { PlanStep } from '../model/plan.ts';
import type { StepState } from '../model/state.ts';
import { dangersShown } from '../run/approval.ts';
import { confinementOf } from '../run/confinement-of.ts';
import { fillStep } from '../run/fill-block.ts';
import type { GateView } from '../run/ports.ts';
import { gateRows } from './gate-view.ts';
import type { Style } from './style.ts';

/** A gate as the journal has it, for those who did not see it drawn; no rows where it has not been shown. */
export function recordedGateRows(
  step: PlanStep | undefined,
  state: StepState | undefined,
  confinement: Confinement | null,
  width: number,
  style: Style,
): readonly string[] {
  if (step === undefined || state === undefined) return [];
  const view = viewRecordedGate(step, state, confinement);
  return view === null ? [] : gateRows(view, width, style);
}

function viewRecordedGate(
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
