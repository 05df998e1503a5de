import type { Violation } from '../bash/effects/effects.ts';
import type { Confinement } from '../model/confinement.ts';
import type { Danger } from '../model/danger.ts';
import type { Entry, Event, Operator, OutputRecord, Place } from '../model/event.ts';
import type { Ending, FailedCommand, Outcome } from '../model/outcome.ts';
import type { PlanStep } from '../model/plan.ts';
import type {
  ConfirmAnswer,
  FillAnswer,
  GateAnswer,
  ItemAnswer,
  RemedyAnswer,
  RollbackAnswer,
  SettleAnswer,
} from './answers.ts';
import type { RunManner } from './run-manner.ts';

/** Bytes of a block's output; `both` where the streams are captured as one. */
export type OutputSink = (stream: 'both' | 'stdout' | 'stderr', chunk: Uint8Array) => void | Promise<void>;

export interface BlockRun {
  /** LF only; any stretch of bash, whole commands. */
  readonly code: string;
  /** Name and first line of `code` as bash's own messages and LINENO shall give them. */
  readonly file: string;
  readonly line: number;
  /** It goes on where the one before it ended, as a part of the same block: options and an EXIT trap that this set hold. */
  readonly continues: boolean;
  /** Directory to change to first; `null`: stay where the session is. */
  readonly cwd: string | null;
  /** Capture stdout and stderr apart (order between them is then lost). */
  readonly split: boolean;
  readonly manner: RunManner;
  /** Milliseconds from the start; `null`: none. */
  readonly timeout: number | null;
  /** Milliseconds from TERM to KILL. */
  readonly grace: number;
  /** A rejected promise or a slow one holds the block's writers back. */
  readonly output: OutputSink;
}

export interface BlockResult {
  readonly ending: Ending;
  readonly exit: number | null;
  readonly failedCommand: FailedCommand | null;
  /** `exit` is that of the block's last command; `false` when an earlier one stopped the block. */
  readonly reachedLast: boolean;
  /** It was left before its end (`exit`, `return`, `exec`): what stands behind it is not to run either. */
  readonly left: boolean;
  /** One sentence for `not-started` and `session-lost`; else `null`. */
  readonly message: string | null;
  /** What a rebuilt session lost (background jobs, descriptors); empty when nothing was. */
  readonly lost: readonly string[];
  /** What blocks that ran in a shell of their own had left running, by name; none where there was nothing. */
  readonly leftovers?: Leftovers;
}

/** Processes that were ended, and those that could not be. */
export interface Leftovers {
  readonly ended: readonly string[];
  readonly unreachable: readonly string[];
}

/** The long-lived shell of a run. */
export interface Session {
  /** Process id; the shell leads its own session and process group. */
  readonly pid: number;
  run(block: BlockRun): Promise<BlockResult>;
  /** Values of shell variables as `"$NAME"` would give them; `null`: unset. Changes nothing. */
  values(names: readonly string[]): Promise<ReadonlyMap<string, string | null>>;
  /**
   * Sets shell variables, exported where they already were; in the snapshot when it resolves. Gives one sentence where
   * they cannot be set (readonly, bash's own); then none is.
   */
  assign(values: Readonly<Record<string, string>>): Promise<string | null>;
  /** The absolute directory that a block with this `cwd` would run in; `null`: where the session is. */
  directory(cwd: string | null): Promise<string>;
  /** First call: INT to the running block. Second: TERM, then KILL after the grace, to all of it. */
  interrupt(): void;
  /** An interactive shell on the terminal, in the session's state; what it does stays in it. */
  shell(log: string): Promise<{ readonly exit: number | null; readonly recorded: boolean }>;
  /** What could not be brought back of an earlier session's state and is not told with a result; once. */
  takeLost(): readonly string[];
  /** Has on disk what blocks have made of the session's state. A result may be recorded only then. */
  keep(): void;
  /** Bytes that arrived from earlier blocks after they had ended, since the last call; `log` relative to the run's directory. */
  lateOutput(): readonly { readonly log: string; readonly bytes: number }[];
  /** Ends the shell and everything it started; tells what had to be ended and what could not be. */
  close(): Promise<{ readonly ended: readonly string[]; readonly unreachable: readonly string[] }>;
}

/** What an earlier attempt showed, and how many milliseconds ago that was. */
export interface Established {
  readonly title: string;
  readonly ok: boolean;
  readonly established: string;
  readonly ago: number;
}

/** Everything a gate shows. */
export interface GateView {
  readonly step: PlanStep;
  /** The phrase to type, variables filled in; `null`: y or N. */
  readonly phrase: string | null;
  /** Variables of the phrase that have no value: with any of them nobody can say yes. */
  readonly unnamed: readonly string[];
  readonly reads: readonly { readonly name: string; readonly value: string | null }[];
  readonly place: Place;
  /** Steps already passed, latest last: what they established and how many milliseconds ago. */
  readonly since: readonly Established[];
  /** What its commands, and the scripts that they run, are known to change. */
  readonly dangers: readonly Danger[];
  /** What changed since it was last shown; empty at first. */
  readonly changed: readonly string[];
  /** Which try this is, from 1. */
  readonly attempt: number;
  /** How the block is confined; `null`: not at all. */
  readonly confinement: Confinement | null;
}

/** What may be chosen after a failure, beside what always can. */
export interface Remedies {
  /** There is an outcome to accept: not where a condition could not be decided. */
  readonly accept: boolean;
  /** The steps of the rollback section that can be walked; none: there is no such section. */
  readonly rollback: readonly PlanStep[];
}

/** Asks the human at the controlling terminal; never reads a pipe. */
/** An attempt at a block whose record broke off. */
export interface BrokenAttempt {
  /** What it had printed by then. */
  readonly output: Uint8Array;
  /** When it began, ISO 8601 in UTC. */
  readonly begun: string;
  /** The block's text was edited since: what stands in the document now is not what ran. */
  readonly isEdited: boolean;
}

export interface Prompter {
  gate(view: GateView): Promise<GateAnswer>;
  /** `output` is what the block had printed, where that was in an earlier process; else it stands on the screen. */
  confirm(step: PlanStep, statement: string, output: Uint8Array | null): Promise<ConfirmAnswer>;
  remedy(step: PlanStep, outcome: Outcome, remedies: Remedies): Promise<RemedyAnswer>;
  /** The values of a block's placeholders, all of them, before its gate is shown. */
  fill(step: PlanStep, names: readonly string[]): Promise<FillAnswer>;
  /** One item of a checklist; `number` counts from 1. */
  item(
    step: PlanStep,
    item: { readonly number: number; readonly of: number; readonly text: string },
  ): Promise<ItemAnswer>;
  /** On an abort, where there is a rollback section. */
  rollback(step: PlanStep, rollback: readonly PlanStep[]): Promise<RollbackAnswer>;
  /** `rollback`: the steps of the rollback section that can be walked, none where there is no such section. */
  settle(step: PlanStep, attempt: BrokenAttempt, rollback: readonly PlanStep[]): Promise<SettleAnswer>;
  /** One typed gate over all that `--from` or `--only` leave out. */
  passOver(steps: readonly PlanStep[], target: string | null): Promise<GateAnswer>;
}

/** Append-only. */
export interface Journal {
  readonly entries: readonly Entry[];
  readonly head: string;
  /** Returns once the event is on disk, and with it all that was added before. */
  append(event: Event): Entry;
  /** Adds an event that the next sync takes to the disk; nobody may be told of it before. */
  add(event: Event): Entry;
  /** Returns once all that was added is on disk. */
  sync(): void;
}

/** One file per attempt at a step; secrets are redacted; written before it is shown to those who watch. */
export interface OutputLog {
  /** Relative to the run's directory. */
  readonly name: string;
  write: OutputSink;
  /** On disk when it is there. Rejects with a `StorageError`. */
  close(): Promise<OutputRecord>;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** A look at the shell scripts of the project, each as it is when this look first comes to it. */
export interface LookIntoScripts {
  /** What the scripts that some code runs, and those that these run, are known to do; at the places in the code. */
  effectsOf(code: string): readonly Violation[];
  /** SHA-256 of each script that it has come to, by its path from the project root. */
  hashes(): Readonly<Record<string, string>>;
}

/** Facts of the world that an approval is bound to. */
export interface Surroundings {
  /** How readonly blocks are confined; `null`: not at all. */
  readonly confinement: Confinement | null;
  place(cwd: string, target: string | null): Place;
  /** SHA-256 of a local file below `cwd`; `null` when there is none. */
  hashFile(cwd: string, path: string): string | null;
  hashText(text: string): string;
  /** Begins to look into the shell scripts of the project that code runs in `cwd`. */
  lookIntoScripts(cwd: string): LookIntoScripts;
  /** Variables that a local shell script takes from its environment; none where it is no shell script. */
  variablesReadBy(cwd: string, script: string): readonly string[];
}

/** What the engine may touch. */
export interface Ports {
  readonly session: Session;
  readonly prompter: Prompter;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly surroundings: Surroundings;
  readonly operator: Operator;
  openLog(step: string, attempt: number): OutputLog;
  /** The end of a log of an earlier attempt, enough to judge by. */
  readLog(file: string): Uint8Array;
  /** Where an interactive shell is recorded: its path, and its name relative to the run's directory. */
  nameShellLog(step: string): { readonly path: string; readonly name: string };
  /** Tells everyone who watches; called after the entry is on disk. */
  publish(entry: Entry): void;
  readonly signals: Signals;
  /** The text without the values of secrets; for what is shown or quoted. */
  redact(text: string): string;
  /**
   * What of the documents on disk is not as it was planned any more, one sentence a step, told to who watches after
   * `beforeTelling`; empty: nothing.
   */
  documentChanges(beforeTelling: () => void): Promise<readonly string[]>;
}

/** Requests from outside that the loop looks at between actions. */
export interface Signals {
  /** The run has to stop after the running block: why, and the exit code that says so. */
  readonly stop: {
    readonly reason: 'hang-up' | 'interrupt' | 'interrupted-twice' | 'terminated';
    readonly exit: number;
  } | null;
  /** Aborts waits between polls at once, and questions. Another one once an interrupt was taken. */
  readonly signal: AbortSignal;
  /**
   * Takes back what a single Ctrl-C asked for, which then ends a wait and not the run. `false`: there is nothing to be
   * taken back, or nobody could be asked what now.
   */
  takeInterrupt(): boolean;
}
