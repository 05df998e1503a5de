import type { Guard } from '../model/condition.ts';
import { type Plan, type PlanStep, plannedStep } from '../model/plan.ts';
import type { ChecklistStep, IncludeStep, StopStep } from '../model/runbook.ts';
import { pendingStep, type RunState, type StepState } from '../model/state.ts';
import { decisionOn } from './decision-on.ts';
import { placeholderNames } from './fill-block.ts';
import { awaitsWord, isOpen, mayRunAgain } from './open-step.ts';
import { firstUnfinished, isFinished, stepsOf } from './steps-of-run.ts';

export interface RunOptions {
  /** Go only as far as steps are readonly and need no human. */
  readonly check: boolean;
}

/** What the loop has to do now. */
export type Action =
  | { readonly type: 'pass-over'; readonly steps: readonly PlanStep[] }
  | { readonly type: 'decide'; readonly step: PlanStep; readonly guard: Guard }
  | { readonly type: 'enter-document'; readonly step: IncludeStep }
  | { readonly type: 'stop-document'; readonly planStep: PlanStep; readonly step: StopStep }
  | {
      readonly type: 'ask-item';
      readonly planStep: PlanStep;
      readonly step: ChecklistStep;
      /** From 0. */
      readonly index: number;
    }
  | { readonly type: 'ask-values'; readonly step: PlanStep }
  | { readonly type: 'open-gate'; readonly step: PlanStep }
  | { readonly type: 'run-block'; readonly step: PlanStep; readonly state: StepState }
  | { readonly type: 'poll-block'; readonly step: PlanStep; readonly state: StepState }
  | { readonly type: 'ask-confirm'; readonly step: PlanStep; readonly statement: string }
  | { readonly type: 'ask-remedy'; readonly step: PlanStep; readonly state: StepState }
  | { readonly type: 'settle'; readonly step: PlanStep; readonly state: StepState }
  | { readonly type: 'stop-check'; readonly step: PlanStep }
  | { readonly type: 'finish' };

/**
 * The next action of a run, from nothing but its plan and its journal's fold. `from`: so many steps at the
 * beginning are known to be finished.
 */
export function next(plan: Plan, state: RunState, options: RunOptions, from = 0): Action {
  const passedOver = from === 0 && state.rollback === null ? leftOpen(plan, state) : [];
  if (passedOver.length > 0) return { type: 'pass-over', steps: passedOver };
  const steps = stepsOf(plan, state);
  const step = firstToSettle(steps, state) ?? steps[firstUnfinished(steps, state, from)];
  return step === undefined ? { type: 'finish' } : actOn(step, state, options);
}

/** What an earlier process left for a human to say comes before all that a changed document may have put above it. */
function firstToSettle(steps: readonly PlanStep[], state: RunState): PlanStep | undefined {
  const open = state.takenUpOpen.filter((id) => {
    const step = state.steps.get(id);
    return step !== undefined && isOpen(step);
  });
  if (open.length === 0) return undefined;
  const ids = new Set(open);
  return steps.find((step) => ids.has(step.step.id) && awaitsWord(step, stateOf(state, step)));
}

/** What `--from` and `--only` leave out, before that is on record: it is the first thing a run asks. */
function leftOpen(plan: Plan, state: RunState): readonly PlanStep[] {
  return plan.steps.filter(
    (step) => step.passedOver && !isFinished(state, step) && !isOpen(stateOf(state, step)),
  );
}

/** What the journal says of a planned step. */
export function stateOf(state: RunState, planStep: PlanStep): StepState {
  return state.steps.get(planStep.step.id) ?? pendingStep(plannedStep(planStep));
}

function actOn(step: PlanStep, run: RunState, options: RunOptions): Action {
  const state = stateOf(run, step);
  const open = step.guards.find((guard) => decisionOn(run, guard) !== true);
  // A condition decides what is begun, not what becomes of that.
  const isBegun = isOpen(state);
  if (open !== undefined && state.phase === 'waiting' && !isBegun)
    return { type: 'decide', step, guard: open };
  if (options.check && needsHuman(step) && !isBegun) return { type: 'stop-check', step };
  switch (state.phase) {
    case 'waiting':
      return awaitsWord(step, state) ? { type: 'settle', step, state } : begin(step, state);
    case 'approved':
      return { type: 'run-block', step, state };
    case 'polling':
      return { type: 'poll-block', step, state };
    case 'started':
    case 'unsettled':
      // What it stands under may be another condition by now.
      return mayRunAgain(step, state) && open === undefined
        ? { type: 'run-block', step, state }
        : { type: 'settle', step, state };
    case 'confirming':
      return { type: 'ask-confirm', step, statement: statementOf(state) };
    case 'stuck':
      return { type: 'ask-remedy', step, state };
    case 'finished':
      return { type: 'finish' };
    default:
      return state.phase satisfies never;
  }
}

function begin(planStep: PlanStep, state: StepState): Action {
  const { step } = planStep;
  switch (step.kind) {
    case 'include':
      return { type: 'enter-document', step };
    case 'stop':
      return { type: 'stop-document', planStep, step };
    case 'checklist':
      return { type: 'ask-item', planStep, step, index: state.items.length };
    case 'block':
      if (!planStep.stops) return { type: 'run-block', step: planStep, state };
      if (state.filled === null && placeholderNames(planStep).length > 0) {
        return { type: 'ask-values', step: planStep };
      }
      return { type: 'open-gate', step: planStep };
    case 'checkpoint':
    case 'manual':
      return { type: 'open-gate', step: planStep };
    default:
      return step satisfies never;
  }
}

/** `--check` stops before what changes something and before what only a human can do. */
function needsHuman({ step, stops }: PlanStep): boolean {
  if (step.kind === 'include' || step.kind === 'stop') return false;
  return stops || step.kind !== 'block' || step.mode !== 'readonly' || step.confirm !== null;
}

/** The one that the output is there for. */
function statementOf({ begun, planned }: StepState): string {
  return begun?.planned.confirm ?? planned.confirm ?? '';
}
