import type { Confinement } from '../model/confinement.ts';
import type { Plan } from '../model/plan.ts';
import type { RunState } from '../model/state.ts';
import type { Introduction } from './introduction.ts';
import type { Style } from './style.ts';

/**
 * Where gates are shown. `prompter`: it draws them on the terminal this reporter writes to. `record`: it draws
 * them elsewhere, and here stands the same before anything is asked. `here`: nobody can be asked.
 */
export type GatePlacement = 'prompter' | 'record' | 'here';

export interface TerminalReporterOptions {
  write(text: string): void;
  /** Columns at this moment; `Infinity` where rows need not be broken. */
  columns(): number;
  /** Rows of the terminal at this moment; where it is not known, enough of them. */
  rows?(): number;
  readonly style: Style;
  /** A row that changes in place is possible. */
  readonly motion: boolean;
  readonly plan: Plan;
  readonly gates: GatePlacement;
  /** How readonly blocks are confined; none: they are not. */
  readonly confinement?: Confinement | null;
  /** The fold of the journal so far, for a run that is resumed. */
  readonly state?: RunState;
  /** What the prompter says of the run before its first question; none: it says nothing. */
  readonly introduction?: Introduction | null;
  /** The run's directory as a person can open it. */
  readonly directory: string;
  /** What goes on with a run when its id is put behind; `runbook resume` unless said. */
  readonly resume?: string;
  /** Hash of the journal's last line. */
  head(): string;
  /** Milliseconds since the epoch. */
  now(): number;
}
