import type { StepStatus } from '../model/outcome.ts';

/** How a run may come to its end, as a scenario names it. */
export const outcomes = [
  'done',
  'failed',
  'unexpected',
  'declined',
  'aborted',
  'paused',
  'rolled-back',
] as const;

export type ScenarioOutcome = (typeof outcomes)[number];

/** What a scenario may say of a step. */
export const stepStatuses = [
  'pending',
  'passed',
  'failed',
  'unexpected',
  'skipped',
  'declined',
  'deviated',
  'unknown',
] as const satisfies readonly StepStatus[];

/** What the operator does at a prompt, in the order of the prompts. */
export type ScriptedAnswer =
  /** A line as it is typed. */
  | { readonly type: 'line'; readonly text: string }
  /** Opens the gate's shell and types this; it runs in the session's state. */
  | { readonly type: 'shell'; readonly code: string }
  /** Does this somewhere else; the question still stands. */
  | { readonly type: 'elsewhere'; readonly code: string }
  /** Values for the placeholders of a block, by name. */
  | { readonly type: 'fill'; readonly values: Readonly<Record<string, string>> };

/** 1-based, in the scenario's file. */
export interface Spot {
  readonly line: number;
  readonly column: number;
}

/** A folder of executables, or small bash scripts by the names they go by. */
export type StandIns =
  | { readonly type: 'directory'; readonly path: string }
  | { readonly type: 'scripts'; readonly scripts: Readonly<Record<string, string>> };

/** What is copied into the private copy, relative to the project root. */
export interface CopiedFile {
  readonly from: string;
  readonly to: string;
}

/** One rehearsal as its file describes it, shared settings already in it. */
export interface Scenario {
  readonly name: string;
  /** As the file is shown. */
  readonly file: string;
  /** Which of its file's scenarios it is; `null`: the file holds just this one. */
  readonly index: number | null;
  readonly runbook: string;
  /** A later one wins over an earlier one of the same name. */
  readonly standIns: readonly StandIns[];
  /** Tools on PATH beside the listed ones. */
  readonly tools: readonly string[];
  readonly files: readonly CopiedFile[];
  /** Bash that makes the initial state in the private copy; `null`: there is nothing to make. */
  readonly setup: string | null;
  readonly env: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, readonly ScriptedAnswer[]>>;
  readonly outcome: ScenarioOutcome;
  /** `null`: not said. */
  readonly exit: number | null;
  /** By step id; an id may hold `*` for anything. */
  readonly steps: Readonly<Record<string, StepStatus>>;
  /** The step the run stops at; `null`: not said. */
  readonly stopped: string | null;
  /** Part of the sentence that says what went wrong; `null`: not said. */
  readonly because: string | null;
  /** Where its keys stand: `outcome`, `steps.drift`; `name` is where it begins. */
  readonly places: ReadonlyMap<string, Spot>;
}

/** `file:line:column` of a key of the scenario, or of its beginning where it does not have that key. */
export function placeOf({ file, places }: Scenario, key: string): string {
  const { line, column } = places.get(key) ?? places.get('name') ?? { line: 1, column: 1 };
  return `${file}:${line}:${column}`;
}
