import type { Verdict } from './expectation.ts';

/** The zero value is `unknown` once a step was started; nothing defaults to `passed`. */
export type StepStatus =
  | 'pending'
  | 'running'
  | 'passed'
  | 'failed'
  | 'unexpected'
  | 'skipped'
  | 'declined'
  | 'deviated'
  | 'unknown';

export type RunStatus =
  | 'unknown'
  | 'running'
  | 'paused'
  | 'done'
  /** `--check` went as far as it may; not all steps were run. */
  | 'checked'
  | 'failed'
  | 'unexpected'
  | 'declined'
  | 'aborted'
  /** A rollback section was walked to its end; what was done is undone, so nothing can be resumed. */
  | 'rolled-back';

/** How the session came back from a block. */
export type Ending =
  /** It came to its end or stopped at a failing command. */
  | 'exited'
  /** Its time was up; it was terminated. */
  | 'timed-out'
  /** The operator interrupted it. */
  | 'interrupted'
  /** The session itself died under it (killed, or a shell that no longer answers) and was rebuilt. */
  | 'session-lost'
  /** It could not be started: syntax error, missing directory. */
  | 'not-started';

/** The first failing command of a block. */
export interface FailedCommand {
  /** 1-based line in the document. */
  readonly line: number;
  readonly text: string;
  /** What a reader should know, e.g. why `a && b` counts as failed; `null` where there is nothing to say. */
  readonly hint: string | null;
}

/** What one attempt at a block came to. */
export interface Outcome {
  readonly status: 'passed' | 'failed' | 'unexpected';
  readonly ending: Ending;
  /** Exit status as bash reports it (128 + n for a signal); `null` when there is none. */
  readonly exit: number | null;
  readonly failedCommand: FailedCommand | null;
  /** Why it failed, one sentence, when neither a command nor a claim says so. */
  readonly message: string | null;
  readonly verdicts: readonly Verdict[];
}

/** Exit codes of the command line. 128+n (ended by signal n) is computed, not listed. */
export const exitCode = {
  done: 0,
  failed: 1,
  usage: 2,
  document: 3,
  unexpected: 4,
  paused: 5,
  declined: 6,
  locked: 7,
  unknown: 8,
  place: 9,
  internal: 70,
} as const;
