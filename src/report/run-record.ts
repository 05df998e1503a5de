import type { Entry } from '../model/event.ts';
import type { RunState, StepState } from '../model/state.ts';
import { StepTable } from '../model/step-table.ts';
import { foldRun } from '../run/fold-run.ts';

/** A line of the journal, and what is wrong with it. */
export interface Fault {
  /** 1-based; 0 where no line is concerned. */
  readonly line: number;
  readonly message: string;
}

/** A run's journal, as reports take it. */
export interface RunRecord {
  /** Up to the first line that is not as it was written: what can be relied on. */
  readonly entries: readonly Entry[];
  /** What can still be read behind that. It is shown, and nothing is concluded from it. */
  readonly beyond: readonly Entry[];
  /** More is wrong than a last line that a crash cut short. */
  readonly broken: boolean;
  readonly faults: readonly Fault[];
  /** Hash of the journal's last whole line. */
  readonly head: string;
  /** A process walks the run now. */
  readonly alive: boolean;
}

/**
 * What a record comes to. Of a broken one only the steps that had ended before the damage are what they were; the
 * run itself and all other steps are unknown, whatever the rest of the journal says.
 */
export function foldRecord({ entries, broken, alive }: RunRecord): RunState {
  const state = foldRun(entries, { alive: alive && !broken });
  if (!broken) return state;
  const steps = StepTable.of([...state.steps.values()].map(doubted));
  return { ...state, status: 'unknown', exit: null, steps };
}

function doubted(step: StepState): StepState {
  return step.phase === 'finished' ? step : { ...step, status: 'unknown', phase: 'unsettled' };
}
