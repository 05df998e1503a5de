import { hasTrait, type PlanStep } from '../model/plan.ts';
import { type Begun, hasFailed, type StepState } from '../model/state.ts';

/**
 * It was begun, and what became of it is neither known to be good nor settled by anybody: no condition and no `stop`
 * may leave it out, whatever the document says by now.
 */
export function isOpen(step: StepState): boolean {
  switch (step.phase) {
    case 'started':
    case 'unsettled':
    case 'confirming':
    case 'stuck':
      return true;
    case 'waiting':
    case 'approved':
    case 'polling':
      return (
        step.started !== null && !isHarmlessAgain(step) && (cameToNoGood(step) || !mayRepeat(step.begun))
      );
    case 'finished':
      return false;
    default:
      return step.phase satisfies never;
  }
}

/** A human has to say something about it before the run goes on with anything else. */
export function awaitsWord(planStep: PlanStep, state: StepState): boolean {
  switch (state.phase) {
    case 'confirming':
    case 'stuck':
      return true;
    case 'started':
    case 'unsettled':
      return !mayRunAgain(planStep, state);
    case 'waiting':
      return wouldRepeatUnasked(planStep, state);
    case 'approved':
    case 'polling':
    case 'finished':
      return false;
    default:
      return state.phase satisfies never;
  }
}

/**
 * Only what changes nothing and stops for nobody is run again without a word, and not what is to run but once. It has
 * to have been so when it began, and to be so now: a changed document says nothing about what was run before.
 */
export function mayRunAgain({ step, stops }: PlanStep, { begun }: StepState): boolean {
  const isHarmless = step.kind === 'block' && step.mode === 'readonly' && !stops && !step.traits.once;
  return isHarmless && begun !== null && mayRepeat(begun);
}

/** What a step was when it began lets it be run again by itself; so does that it never began. */
export function mayRepeat(begun: Begun | null): boolean {
  if (begun === null) return true;
  const { planned, stopped } = begun;
  return planned.mode === 'readonly' && !stopped && !hasTrait(planned, 'once');
}

/** A wait that broke off, say, of what was behind a gate then and is not now. */
function wouldRepeatUnasked({ step, stops }: PlanStep, { begun }: StepState): boolean {
  if (step.kind !== 'block' || stops || begun === null || begun.again) return false;
  return !mayRepeat(begun) || step.traits.once;
}

/** Somebody wants it to be looked at once more, and looking is all that it does. */
function isHarmlessAgain({ begun }: StepState): boolean {
  return begun?.again === true && mayRepeat(begun);
}

function cameToNoGood(step: StepState): boolean {
  return hasFailed(step) || step.status === 'unknown' || step.status === 'declined';
}
