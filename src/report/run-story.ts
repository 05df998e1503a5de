import type { BlockEnded, BlockStarted, Entry, Operator } from '../model/event.ts';
import type { RunStarted } from '../model/run-event.ts';
import type { RunState, StepState } from '../model/state.ts';
import { type AgreedText, followResumptions, followTexts, type Resumption } from './agreed-texts.ts';
import { foldRecord, type RunRecord } from './run-record.ts';
import { type StatusWord, wordOf } from './status-words.ts';
import { followPlans, followVersions, type PlannedVersion, type StepVersions } from './step-versions.ts';
import { findSittings, type Sitting, spanOf, type TimeSpent, timeBetween, timeOfRun } from './time-spent.ts';

/** One attempt at a block. */
export interface AttemptStory {
  readonly begun: BlockStarted & Entry;
  /** `null`: its result is not on record. */
  readonly ended: (BlockEnded & Entry) | null;
}

export interface StepStory {
  readonly id: string;
  readonly state: StepState;
  /** What became of it, in a word. */
  readonly word: StatusWord;
  /** What it was, whatever its document says now. */
  readonly versions: StepVersions;
  /** Everything on record about it, in order. */
  readonly entries: readonly Entry[];
  readonly attempts: readonly AttemptStory[];
  /** From its first attempt to its end; `null` where nothing was run, or it has not ended. */
  readonly time: TimeSpent | null;
}

/** A run as reports tell it, from nothing but its record. */
export interface RunStory {
  readonly record: RunRecord;
  readonly state: RunState;
  readonly started: (RunStarted & Entry) | null;
  readonly steps: readonly StepStory[];
  readonly sittings: readonly Sitting[];
  readonly resumptions: readonly Resumption[];
  /** What the run went by, from the first text of its documents on. */
  readonly texts: readonly AgreedText[];
  /** Milliseconds from the first entry to the last. */
  readonly took: number;
  readonly time: TimeSpent;
}

export function tellRun(record: RunRecord): RunStory {
  const { entries } = record;
  const state = foldRecord(record);
  const started = entries.find((entry) => entry.type === 'run-started') ?? null;
  const sittings = findSittings(entries);
  const took = spanOf(entries.at(0)?.time, entries.at(-1)?.time);
  const time = timeOfRun(sittings, state.status === 'running');
  const own = entriesByStep(entries);
  const versions = followPlans(entries);
  const steps = [...state.steps].map(([id, step]) =>
    tellStep(step, state, own.get(id) ?? [], versions.get(id) ?? [], sittings),
  );
  const resumptions = followResumptions(entries);
  const texts = followTexts(started, resumptions);
  return { record, state, started, steps, sittings, resumptions, texts, took, time };
}

/** Everybody who had a hand in it, each once, in the order they came. */
export function operatorsOf(entries: readonly Entry[]): readonly Operator[] {
  const known = new Map<string, Operator>();
  for (const entry of entries) {
    const who = actorOf(entry);
    if (who === null) continue;
    const key = JSON.stringify([who.account, who.sudoFrom, who.name]);
    if (!known.has(key)) known.set(key, who);
  }
  return [...known.values()];
}

/** Who did what an entry tells; `null` where nobody is named. */
export function actorOf(entry: Entry): Operator | null {
  if ('by' in entry) return entry.by;
  return 'operator' in entry ? entry.operator : null;
}

function tellStep(
  state: StepState,
  run: RunState,
  entries: readonly Entry[],
  plans: readonly PlannedVersion[],
  sittings: readonly Sitting[],
): StepStory {
  const { started, ended } = state;
  const attempts: AttemptStory[] = [];
  for (const entry of entries) {
    const last = attempts.at(-1);
    if (entry.type === 'block-started') attempts.push({ begun: entry, ended: null });
    else if (entry.type === 'block-ended' && last?.ended === null) {
      attempts[attempts.length - 1] = { ...last, ended: entry };
    }
  }
  const word = wordOf(state.status, run.status);
  const versions = followVersions(state.planned, entries, plans);
  const hasRun = attempts.length > 0 && started !== null && ended !== null;
  const time = hasRun ? timeBetween(sittings, started, ended) : null;
  return { id: state.planned.id, state, word, versions, entries, attempts, time };
}

/** Everything on record about each step, in order. */
function entriesByStep(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const byStep = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const id of new Set(concerned(entry))) {
      const own = byStep.get(id);
      if (own === undefined) byStep.set(id, [entry]);
      else own.push(entry);
    }
  }
  return byStep;
}

function concerned(entry: Entry): readonly string[] {
  if (entry.type === 'steps-passed-over') return entry.steps;
  if (!('step' in entry) || entry.step === null) return [];
  return entry.type === 'run-paused' || entry.type === 'run-ended' ? [] : [entry.step];
}
