import type { Confinement } from '../model/confinement.ts';
import type { Entry, Operator, Place } from '../model/event.ts';
import type { RunStatus, StepStatus } from '../model/outcome.ts';
import type { RunStarted } from '../model/run-event.ts';
import type { GateRecord, ItemRecord } from '../model/state.ts';
import { confinementOnRecord } from '../run/confinement-of.ts';
import { inputsOnRecord } from '../run/inputs-on-record.ts';
import type { AgreedText } from './agreed-texts.ts';
import { type Finding, findRemarkable } from './findings.ts';
import type { Fault, RunRecord } from './run-record.ts';
import { operatorsOf, type StepStory, tellRun } from './run-story.ts';
import type { TimeSpent } from './time-spent.ts';

/** A run as `report --format json` prints it; tools depend on these keys. */
export interface RunReport {
  readonly run: string | null;
  /** Id of the runbook. */
  readonly runbook: string | null;
  readonly status: RunStatus;
  /** Exit code of the run; `null` while it has none. */
  readonly exit: number | null;
  /** Who has it, or had it last. */
  readonly operator: Operator | null;
  /** Everybody who had a hand in it, in the order they came. */
  readonly operators: readonly Operator[];
  readonly target: string | null;
  /** Where it began. */
  readonly place: Place | null;
  /** The repository when the run began; `null`: it was in none. */
  readonly git: RunStarted['git'];
  /** As it was when the run began, and so the documents that it included then. */
  readonly document: DocumentReport | null;
  readonly includes: readonly DocumentReport[];
  /** Every text of these, and of those that came later, that the run went by: since when, and who agreed to it. */
  readonly texts: readonly AgreedText[];
  /** Values that were given, by name; `null`: a secret, which is kept nowhere. */
  readonly inputs: Readonly<Record<string, string | null>>;
  /** How readonly blocks were confined when the run was last taken up; `null`: not at all. */
  readonly confinement: Confinement | null;
  /** ISO 8601, of the first and the last entry. */
  readonly started: string | null;
  readonly updated: string | null;
  /** Milliseconds between these two, and of them, how many no process is on record as walking it. */
  readonly took: number;
  readonly idle: number;
  /** The same told apart. */
  readonly time: TimeSpent;
  /** Hash of the journal's last whole line. */
  readonly head: string;
  readonly steps: readonly StepReport[];
  /** What did not go by the book, as the reports for people say it. */
  readonly findings: readonly FindingReport[];
  /** What operators noted, in order. */
  readonly notes: readonly NoteReport[];
  /** Lines of the journal that are not as they were written; the rest is told up to the first of them. */
  readonly damage: readonly Fault[];
}

interface DocumentReport {
  readonly file: string;
  readonly sha256: string;
}

/** Beside these keys it has those that belong to its type, such as `ended` and `unreachable` of `leftovers-ended`. */
interface FindingReport {
  /** In kebab-case; that of the journal's event, unless it says more than one event does. */
  readonly type: string;
  readonly step: string | null;
  /** One sentence. */
  readonly text: string;
  readonly by: Operator | null;
  /** ISO 8601; `null` where it has no moment. */
  readonly at: string | null;
  readonly [key: string]: unknown;
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
  /** From its first attempt to its end; `null` where nothing was run, or it has not ended. */
  readonly time: TimeSpent | null;
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
  const story = tellRun(record);
  const { state, started, texts, took, time } = story;
  return {
    run: state.run,
    runbook: state.runbook?.id ?? null,
    status: state.status,
    exit: state.exit,
    operator: state.operator,
    operators: operatorsOf(record.entries),
    target: state.target,
    place: started?.place ?? null,
    git: started?.git ?? null,
    document: started === null ? null : reportDocument(started.runbook),
    includes: started?.includes.map(reportDocument) ?? [],
    texts,
    inputs: inputsOnRecord(record.entries),
    confinement: confinementOnRecord(record.entries),
    started: state.started,
    updated: state.updated,
    took,
    idle: Math.max(0, took - time.walked),
    time,
    head: record.head,
    steps: story.steps.map(reportStep),
    findings: findRemarkable(story).map(reportFinding),
    notes: record.entries.flatMap(reportNote),
    damage: record.faults.map(({ line, message }) => ({ line, message })),
  };
}

function reportDocument({ file, sha256 }: DocumentReport): DocumentReport {
  return { file, sha256 };
}

function reportFinding({ type, step, text, by, at, facts }: Finding): FindingReport {
  return { type, step, text, by, at, ...facts };
}

function reportNote(entry: Entry): readonly NoteReport[] {
  if (entry.type !== 'note-added') return [];
  const { step, text, by, time } = entry;
  return [{ step, text, by, at: time }];
}

function reportStep({ state, time }: StepStory): StepReport {
  const { planned, status, outcome, started, ended, gate, reason, items } = state;
  const claims = outcome?.verdicts.map(({ claim, ok, found }) => ({ claim, ok, found })) ?? [];
  const exit = outcome?.exit ?? null;
  return { id: planned.id, status, exit, started, ended, time, claims, gate, reason, items };
}
