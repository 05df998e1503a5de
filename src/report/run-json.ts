import type { Entry, Operator } from '../model/event.ts';
import type { RunStatus, StepStatus } from '../model/outcome.ts';
import type { GateRecord, ItemRecord, StepState } from '../model/state.ts';
import { type Fault, foldRecord, type RunRecord } from './run-record.ts';

/** A run as `report --format json` prints it; tools depend on these keys. */
export interface RunReport {
  readonly run: string | null;
  /** Id of the runbook. */
  readonly runbook: string | null;
  readonly status: RunStatus;
  readonly operator: Operator | null;
  readonly steps: readonly StepReport[];
  /** What operators noted, in order. */
  readonly notes: readonly NoteReport[];
  /** Lines of the journal that are not as they were written; the rest is told up to the first of them. */
  readonly damage: readonly Fault[];
}

interface NoteReport {
  readonly step: string | null;
  readonly text: string;
  readonly by: Operator;
  /** ISO 8601. */
  readonly at: string;
}

interface StepReport {
  readonly id: string;
  readonly status: StepStatus;
  /** Exit status of the last attempt; `null` when there was none. */
  readonly exit: number | null;
  /** ISO 8601; `null` when it has not begun, or not ended. */
  readonly started: string | null;
  readonly ended: string | null;
  readonly claims: readonly { readonly claim: string; readonly ok: boolean; readonly found: string }[];
  /** The last answer given at its gate. */
  readonly gate: GateRecord | null;
  /** Why it was skipped, accepted or settled, in the operator's words. */
  readonly reason: string | null;
  /** Answers to the items of a checklist; of no other step are there any. */
  readonly items: readonly ItemRecord[];
}

/**
 * Reports a run from its journal. One that did not say how it stopped is unknown, and so is a step it left
 * open, unless the run is known to be alive.
 */
export function reportRun(record: RunRecord): RunReport {
  const state = foldRecord(record);
  return {
    run: state.run,
    runbook: state.runbook?.id ?? null,
    status: state.status,
    operator: state.operator,
    steps: [...state.steps.values()].map(reportStep),
    notes: record.entries.flatMap(reportNote),
    damage: record.faults.map(({ line, message }) => ({ line, message })),
  };
}

function reportNote(entry: Entry): readonly NoteReport[] {
  if (entry.type !== 'note-added') return [];
  const { step, text, by, time } = entry;
  return [{ step, text, by, at: time }];
}

function reportStep(state: StepState): StepReport {
  const { planned, status, outcome, started, ended, gate, reason, items } = state;
  const claims = outcome?.verdicts.map(({ claim, ok, found }) => ({ claim, ok, found })) ?? [];
  return { id: planned.id, status, exit: outcome?.exit ?? null, started, ended, claims, gate, reason, items };
}
