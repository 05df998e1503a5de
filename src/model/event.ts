import type { Danger } from './danger.ts';
import type { FlowEvent } from './flow-event.ts';
import type { Outcome } from './outcome.ts';
import type { RunEnded, RunPaused, RunResumed, RunStarted, StepsPassedOver } from './run-event.ts';

/** Who acted: the account, where sudo came from, and the name a person gave (`--as`). */
export interface Operator {
  readonly account: string;
  readonly sudoFrom: string | null;
  readonly name: string | null;
}

/** Where a block runs. */
export interface Place {
  readonly host: string;
  readonly user: string;
  readonly cwd: string;
  readonly target: string | null;
}

/** What a yes was given to. Its hash covers everything else in it and the code shown. */
export interface Approval {
  readonly hash: string;
  /** Session variables the block reads; `null`: unset. */
  readonly reads: Readonly<Record<string, string | null>>;
  readonly place: Place;
  /**
   * Local scripts named in the block, by path as written, and the project's shell scripts that it leads to, by path from
   * the project root; with the SHA-256 of their content.
   */
  readonly scripts: Readonly<Record<string, string>>;
  /** What those scripts are known to change, at the lines that run them. Older journals do not say. */
  readonly dangers?: readonly Danger[];
}

/** One step as it stood in the plan when the run started; enough to see later that it changed. */
export interface PlannedStep {
  readonly id: string;
  readonly kind: string;
  readonly mode: string;
  readonly title: string;
  /** The statement to be confirmed by eye after the output, if there is one. */
  readonly confirm: string | null;
  /** What its author says about it, as in the document; none where there are none. */
  readonly traits?: readonly StepTrait[] | undefined;
  /** SHA-256 of what the step does and expects. */
  readonly hash: string;
}

export type StepTrait = 'once' | 'tty' | 'secret' | 'keep-going' | 'strict';

export interface OutputRecord {
  /** Log file, relative to the run's directory. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /**
   * How many bytes of stdout and of stderr take turns in the log, stdout first. Absent where the two were captured
   * as one, nothing was printed, or they took turns too often to be noted.
   */
  readonly turns?: readonly number[];
  /** Bytes of a secret block's output, which were withheld: none of them is in the file. */
  readonly withheld?: number | undefined;
}

/** A gate was drawn. */
export interface GateOpened {
  readonly type: 'gate-opened';
  readonly step: string;
  readonly approval: Approval;
}
/** The operator answered a gate (a `decline` is also what Enter and three wrong phrases mean). */
export interface GateAnswered {
  readonly type: 'gate-answered';
  readonly step: string;
  readonly decision: 'yes' | 'skip' | 'decline';
  /** Hash of the approval the yes was given to. */
  readonly approval: string;
  /** What was typed where a phrase was asked for; wrong ones first. */
  readonly typed: readonly string[];
  readonly reason: string | null;
  readonly by: Operator;
}
/** Something the approval covers changed before the block started: the gate is shown again. */
export interface ApprovalVoided {
  readonly type: 'approval-voided';
  readonly step: string;
  readonly changed: readonly string[];
}
/** Intent: on disk before the block starts. */
export interface BlockStarted {
  readonly type: 'block-started';
  readonly step: string;
  /** Counts from 1 over the whole run; retries and polls count up. */
  readonly attempt: number;
  /** Log file, relative to the run's directory. */
  readonly log: string;
  /** Process id of the session's shell, which leads the session and group of the block. */
  readonly pid: number;
  /** It runs confined. */
  readonly confined?: boolean | undefined;
  /** It is the first of a wait that was waited before and begins anew. Older journals do not say. */
  readonly anew?: WaitAnew | undefined;
}
/** A wait that was broken off, or was over without having come to anything, has all of its time again. */
export interface WaitAnew {
  /** How long that is, as written in the document. */
  readonly within: string;
  /** Milliseconds that were waited before, as far as they are on record. */
  readonly waited: number;
}
/** Result: on disk before anyone sees it. */
export interface BlockEnded {
  readonly type: 'block-ended';
  readonly step: string;
  readonly attempt: number;
  /** Milliseconds. */
  readonly took: number;
  readonly outcome: Outcome;
  readonly output: OutputRecord;
  /** A polled block whose expectation does not hold yet, with time left: it will be tried again. */
  readonly again: boolean;
  /** What `capture` took out of the output; already set in the session. */
  readonly captured: Readonly<Record<string, string>>;
  /** The session's directory afterwards. */
  readonly directory: string;
}
/** Ctrl-C between two polls: nobody waits any longer for the expectation to come true. */
export interface WaitInterrupted {
  readonly type: 'wait-interrupted';
  readonly step: string;
  /** Milliseconds since the first attempt of the series began. */
  readonly waited: number;
  /** What the wait came to; its verdicts are those of the last attempt. */
  readonly outcome: Outcome;
}
/** The operator judged a `confirm` statement by eye. */
export interface StatementConfirmed {
  readonly type: 'statement-confirmed';
  readonly step: string;
  readonly statement: string;
  readonly holds: boolean;
  readonly by: Operator;
}
/** What the operator chose after a failure; pausing, aborting and the shell are events of their own. */
export interface RemedyChosen {
  readonly type: 'remedy-chosen';
  readonly step: string;
  readonly remedy: 'retry' | 'skip' | 'accept';
  readonly reason: string | null;
  readonly by: Operator;
}
/** A human settled what became of a block whose result is not on record. */
export interface OutcomeSettled {
  readonly type: 'outcome-settled';
  readonly step: string;
  readonly settlement: 'done' | 'retry' | 'skip';
  readonly reason: string | null;
  readonly by: Operator;
}
export interface NoteAdded {
  readonly type: 'note-added';
  readonly step: string | null;
  readonly text: string;
  readonly by: Operator;
}
export interface ShellOpened {
  readonly type: 'shell-opened';
  readonly step: string;
  readonly by: Operator;
}
export interface ShellClosed {
  readonly type: 'shell-closed';
  readonly step: string;
  readonly exit: number | null;
  /** Record of what was shown, relative to the run's directory; `null` where none could be made. */
  readonly log: string | null;
  /** SHA-256 of that record as it is now. Older journals do not say. */
  readonly sha256?: string | null;
}
/** The session was rebuilt from a snapshot; what a snapshot cannot hold is gone. */
export interface SessionRebuilt {
  readonly type: 'session-rebuilt';
  readonly lost: readonly string[];
}
/** Output that came after its block had ended; kept apart from every claim. */
export interface LateOutputSeen {
  readonly type: 'late-output-seen';
  readonly step: string;
  readonly bytes: number;
  readonly log: string;
}
/** Processes that outlived the run, or a block that ran in a shell of its own: those that were ended, and those that could not be reached. */
export interface LeftoversEnded {
  readonly type: 'leftovers-ended';
  readonly ended: readonly string[];
  readonly unreachable: readonly string[];
}
export type Event =
  | RunStarted
  | RunResumed
  | StepsPassedOver
  | GateOpened
  | GateAnswered
  | ApprovalVoided
  | BlockStarted
  | BlockEnded
  | WaitInterrupted
  | FlowEvent
  | StatementConfirmed
  | RemedyChosen
  | OutcomeSettled
  | NoteAdded
  | ShellOpened
  | ShellClosed
  | SessionRebuilt
  | LateOutputSeen
  | LeftoversEnded
  | RunPaused
  | RunEnded;

/** An event as the journal holds it. */
export type Entry = Event & {
  /** Counts from 1 without gaps. */
  readonly seq: number;
  /** ISO 8601, UTC, milliseconds. */
  readonly time: string;
  readonly run: string;
  /** SHA-256 of the previous line's bytes without its newline; 64 zeros on the first. */
  readonly prev: string;
};
