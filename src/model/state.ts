import type { Approval, Operator, PlannedStep } from './event.ts';
import type { Outcome, RunStatus, StepStatus } from './outcome.ts';
import { StepTable } from './step-table.ts';

/** What has to happen next with a step. */
export type StepPhase =
  /** Not begun, or to be begun again. */
  | 'waiting'
  /** A yes was given to `approval`. */
  | 'approved'
  /** An intent without a result, so far. */
  | 'started'
  /** Its expectation does not hold yet; it is to be tried again. */
  | 'polling'
  /** An intent whose result will never come; a human settles it. */
  | 'unsettled'
  /** The output is there; a statement is to be confirmed by eye. */
  | 'confirming'
  /** It failed; a remedy is to be chosen. */
  | 'stuck'
  | 'finished';

/** How the last gate of a step was answered. */
export interface GateRecord {
  readonly decision: 'yes' | 'skip' | 'decline';
  readonly by: Operator;
  readonly at: string;
  readonly reason: string | null;
}

/** How one item of a checklist was answered. */
export interface ItemRecord {
  readonly text: string;
  readonly answer: 'yes' | 'no' | 'skip';
  readonly reason: string | null;
  readonly by: Operator;
  readonly at: string;
}

/** What a step was when its latest attempt began, whatever its document says by now. */
export interface Begun {
  readonly planned: PlannedStep;
  /** A yes had been given at its gate. */
  readonly stopped: boolean;
  /** Somebody has asked for another attempt since. */
  readonly again: boolean;
}

export interface StepState {
  readonly status: StepStatus;
  readonly phase: StepPhase;
  /** Attempts so far over the whole run, polls included. */
  readonly attempts: number;
  /** What the latest gate showed. */
  readonly shown: Approval | null;
  /** Hash of the approval a yes was given to, while it counts. */
  readonly approval: string | null;
  /** What made the last approval void; empty once a gate has been answered again. */
  readonly changed: readonly string[];
  readonly outcome: Outcome | null;
  readonly gate: GateRecord | null;
  /** Why it was skipped, accepted or settled, in the operator's words. */
  readonly reason: string | null;
  /** ISO time of the first attempt, and of the end. */
  readonly started: string | null;
  readonly ended: string | null;
  /** ISO time at which the last attempt's output was complete: what it showed was true then. */
  readonly observed: string | null;
  /** ISO time of the first attempt of the present series of polls. */
  readonly pollingSince: string | null;
  /** Milliseconds that its earlier series took, as far as they are on record. */
  readonly waited: number;
  /** Log of the last attempt, relative to the run's directory. */
  readonly log: string | null;
  /** The session's directory after the last attempt. */
  readonly directory: string | null;
  /** Values given for its placeholders, by name; `null`: none yet. */
  readonly filled: Readonly<Record<string, string>> | null;
  /** Answers to the items of a checklist so far, in order. */
  readonly items: readonly ItemRecord[];
  readonly planned: PlannedStep;
  /** `null`: no attempt has begun. */
  readonly begun: Begun | null;
  /** The document does not hold it any more, and somebody agreed to go on without it. */
  readonly removed: boolean;
}

/** It came to an end and is no success; nobody has accepted that. */
export function hasFailed({ status }: StepState): boolean {
  return status === 'failed' || status === 'unexpected';
}

/** What a condition came to. */
export interface GuardDecision {
  /** Its text, as it was decided. */
  readonly condition: string;
  readonly holds: boolean;
  /** It was decided before the run was taken up last: the document may say something else since. */
  readonly isEarlier: boolean;
}

/** A run: nothing but the fold of its journal. */
export interface RunState {
  readonly run: string | null;
  readonly runbook: { readonly id: string; readonly title: string; readonly file: string } | null;
  readonly target: string | null;
  readonly status: RunStatus;
  readonly operator: Operator | null;
  readonly host: string | null;
  readonly started: string | null;
  /** ISO time of the latest entry. */
  readonly updated: string | null;
  /** Step that the run is at, or stopped at. */
  readonly current: string | null;
  readonly exit: number | null;
  /** Conditions decided so far, by guard: of each what was decided last. */
  readonly guards: ReadonlyMap<string, GuardDecision>;
  /** The block that ran last: the session stands in its document's directory. */
  readonly lastRan: string | null;
  /** Once the operator went back: the step that was left, and the steps to go back by. */
  readonly rollback: {
    readonly from: string;
    readonly steps: readonly string[];
  } | null;
  /** Steps that were open (see `isOpen`) when the run was last taken up, in order. */
  readonly takenUpOpen: readonly string[];
  /** In planned order; steps of a rollback that has begun behind them. */
  readonly steps: StepTable;
}

export const initialState: RunState = {
  run: null,
  runbook: null,
  target: null,
  status: 'unknown',
  operator: null,
  host: null,
  started: null,
  updated: null,
  current: null,
  exit: null,
  guards: new Map(),
  lastRan: null,
  rollback: null,
  takenUpOpen: [],
  steps: StepTable.empty,
};

/** A planned step of which the journal says nothing yet. */
export function pendingStep(planned: PlannedStep): StepState {
  return {
    status: 'pending',
    phase: 'waiting',
    attempts: 0,
    shown: null,
    approval: null,
    changed: [],
    outcome: null,
    gate: null,
    reason: null,
    started: null,
    ended: null,
    observed: null,
    pollingSince: null,
    waited: 0,
    log: null,
    directory: null,
    filled: null,
    items: [],
    planned,
    begun: null,
    removed: false,
  };
}
