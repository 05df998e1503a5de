import type { PlannedStep } from '../model/event.ts';
import { hasFailed, type StepState } from '../model/state.ts';

/**
 * The step as its document has it now; what it was when it began stays on record. That somebody asked for another
 * attempt was about the text before, so that what became of it is asked again.
 */
export function replanStep(step: StepState, planned: PlannedStep): StepState {
  const { begun, phase, status } = step;
  if (phase !== 'waiting' || begun?.again !== true) return { ...step, planned };
  const asked = { ...step, planned, begun: { ...begun, again: false } };
  if (status === 'unknown') return { ...asked, phase: 'unsettled' };
  return hasFailed(step) ? { ...asked, phase: 'stuck' } : asked;
}
