import type { RunState, StepState } from '../model/state.ts';
import { isOpen } from './open-step.ts';

/** What becomes of a step: what is different, or how that follows from what was. */
export type Change = Partial<StepState> | ((step: StepState) => Partial<StepState>);

/** The state with one step changed, standing at it. A step that is not known changes nothing. */
export function change(state: RunState, id: string, by: Change): RunState {
  const step = state.steps.get(id);
  if (step === undefined) return state;
  const changed = { ...step, ...(typeof by === 'function' ? by(step) : by) };
  return { ...state, steps: state.steps.with(changed), current: id };
}

/** Steps that are not walked; where the run stands is not there. What is open stays so, whatever the entry names. */
export function leaveOut(state: RunState, ids: readonly string[], reason: string, time: string): RunState {
  const skipped = finish('skipped', reason, time);
  const left = ids.reduce((s, id) => change(s, id, (step) => (isOpen(step) ? {} : skipped)), state);
  return { ...left, current: state.current };
}

/** A step that is over, and how. */
export function finish(
  status: 'passed' | 'skipped' | 'deviated',
  reason: string | null,
  at: string,
): Partial<StepState> {
  return { status, phase: 'finished', reason, ended: at };
}
