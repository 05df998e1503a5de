import { type Plan, type PlanStep, plannedStep } from '../model/plan.ts';
import { pendingStep, type RunState, type StepState } from '../model/state.ts';

export interface RunOptions {
  /** Go only as far as steps are readonly and need no human. */
  readonly check: boolean;
}

/** What the loop has to do now. */
export type Action =
  | { readonly type: 'pass-over'; readonly steps: readonly PlanStep[] }
  | { readonly type: 'open-gate'; readonly step: PlanStep }
  | { readonly type: 'run-block'; readonly step: PlanStep; readonly state: StepState }
  | { readonly type: 'poll-block'; readonly step: PlanStep; readonly state: StepState }
  | { readonly type: 'ask-confirm'; readonly step: PlanStep; readonly statement: string }
  | { readonly type: 'ask-remedy'; readonly step: PlanStep; readonly state: StepState }
  | { readonly type: 'settle'; readonly step: PlanStep; readonly state: StepState }
  | { readonly type: 'stop-check'; readonly step: PlanStep }
  | { readonly type: 'finish' };

/** The next action of a run, from nothing but its plan and its journal's fold. */
export function next(plan: Plan, state: RunState, options: RunOptions): Action {
  const passedOver = plan.steps.filter((step) => step.passedOver && !isFinished(state, step));
  if (passedOver.length > 0) return { type: 'pass-over', steps: passedOver };
  const step = plan.steps.find((candidate) => !isFinished(state, candidate));
  return step === undefined ? { type: 'finish' } : actOn(step, stateOf(state, step), options);
}

function isFinished(state: RunState, step: PlanStep): boolean {
  return state.steps.get(step.step.id)?.phase === 'finished';
}

/** What the journal says of a planned step. */
export function stateOf(state: RunState, planStep: PlanStep): StepState {
  return state.steps.get(planStep.step.id) ?? pendingStep(plannedStep(planStep));
}

function actOn(step: PlanStep, state: StepState, options: RunOptions): Action {
  if (options.check && needsHuman(step)) return { type: 'stop-check', step };
  switch (state.phase) {
    case 'waiting':
      return step.stops ? { type: 'open-gate', step } : { type: 'run-block', step, state };
    case 'approved':
      return { type: 'run-block', step, state };
    case 'polling':
      return { type: 'poll-block', step, state };
    case 'started':
    case 'unsettled':
      return mayRunAgain(step) ? { type: 'run-block', step, state } : { type: 'settle', step, state };
    case 'confirming':
      return { type: 'ask-confirm', step, statement: state.planned.confirm ?? '' };
    case 'stuck':
      return { type: 'ask-remedy', step, state };
    case 'finished':
      return { type: 'finish' };
    default:
      return state.phase satisfies never;
  }
}

/** `--check` stops before what changes something and before what only a human can do. */
function needsHuman({ step, stops }: PlanStep): boolean {
  return stops || step.kind !== 'block' || step.mode !== 'readonly' || step.confirm !== null;
}

/** Only what changes nothing and stops for nobody is run again without a word, and not what is to run but once. */
function mayRunAgain({ step, stops }: PlanStep): boolean {
  return step.kind === 'block' && step.mode === 'readonly' && !stops && !step.traits.once;
}
