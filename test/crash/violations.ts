import type { JournalScan } from '../../src/journal/read-journal.ts';
import { foldRun } from '../../src/run/fold-run.ts';
import { type LedgerLine, steps } from './crash-project.ts';
import type { Typed } from './scripted-operator.ts';

/** A step that was seen finished, and how long the ledger was then. */
export interface Seen {
  readonly step: string;
  readonly status: string;
  readonly ledger: number;
}

/** What is held against each other: what happened, what was typed, and what the record says. */
export interface Evidence {
  readonly ledger: readonly LedgerLine[];
  readonly typed: readonly Typed[];
  readonly scan: JournalScan;
  readonly seen: readonly Seen[];
}

/** Everything that must never be, after a crash at whatever moment; empty when all is as promised. */
export function findViolations(evidence: Evidence): readonly string[] {
  return [
    ...ranTwice(evidence),
    ...livedOn(evidence),
    ...unreadable(evidence),
    ...claimedTooMuch(evidence),
    ...ranAfterItsEnd(evidence),
    ...forgotten(evidence),
  ];
}

/** Between two beginnings of a block that changes things somebody said retry, and where it has a gate, yes. */
function ranTwice({ ledger, typed }: Evidence): readonly string[] {
  return steps.flatMap(({ id, changes }) => {
    if (!changes) return [];
    const begun = indicesOf(ledger, (line) => line.what === 'begin' && line.step === id);
    return begun.flatMap((index, nth) => {
      const from = begun[nth - 1] ?? -1;
      const said = (what: Typed['what']) =>
        typed.some((t) => t.step === id && t.what === what && t.ledger > from && t.ledger <= index);
      const gated = id !== 'append';
      return [
        ...(gated && !said('yes') ? [`${id} ran without a yes`] : []),
        ...(nth > 0 && !said('retry') ? [`${id} ran again and nobody had said retry`] : []),
      ];
    });
  });
}

/** Nothing of an earlier life's shell does anything once a later one has begun a block. */
function livedOn({ ledger }: Evidence): readonly string[] {
  return ledger.flatMap(({ shell, what, step }, index) =>
    ledger.findLastIndex((before, at) => at < index && before.shell === shell) < index - 1 &&
    ledger.some((before, at) => at < index && before.shell === shell)
      ? [`${what} ${step} came from a shell of an earlier life`]
      : [],
  );
}

function unreadable({ scan }: Evidence): readonly string[] {
  return scan.damage
    .filter(({ type }) => type !== 'torn')
    .map(({ line, message }) => `journal:${line}: ${message}`);
}

/** A step that is told as passed has done its work, and a run that is told as done is through. */
function claimedTooMuch({ ledger, typed, scan }: Evidence): readonly string[] {
  const state = foldRun(scan.entries, { alive: false });
  const isDone = state.status === 'done';
  return steps.flatMap(({ id }) => {
    const { status = 'missing', phase } = state.steps.get(id) ?? {};
    const ended = ledger.some((line) => line.what === 'end' && line.step === id);
    const said = (what: Typed['what']) => typed.some((t) => t.step === id && t.what === what);
    return [
      ...(status === 'passed' && !ended ? [`${id} is told as passed and did not come to its end`] : []),
      ...(status === 'deviated' && !said('done') ? [`${id} is told as settled and nobody did`] : []),
      ...(status === 'skipped' && !said('skip') ? [`${id} is told as skipped and nobody said so`] : []),
      ...(isDone && phase !== 'finished' ? [`the run is told as done and ${id} is ${status}`] : []),
    ];
  });
}

/** What was finished once stays finished and is not run again. */
function ranAfterItsEnd({ ledger, scan, seen }: Evidence): readonly string[] {
  const state = foldRun(scan.entries, { alive: false });
  return seen.flatMap(({ step, status, ledger: length }) => [
    ...(state.steps.get(step)?.status === status ? [] : [`${step} was ${status} and is no more`]),
    ...(ledger.slice(length).some((line) => line.step === step)
      ? [`${step} was ${status} and ran again`]
      : []),
  ]);
}

/** The session of a step knows what the steps that passed before it have set. */
function forgotten({ ledger, scan }: Evidence): readonly string[] {
  const state = foldRun(scan.entries, { alive: false });
  const passed = steps.map(({ id }) => id).filter((id) => state.steps.get(id)?.status === 'passed');
  return ledger.flatMap(({ what, step, did }) => {
    const before = passed.filter((id) => indexOf(id) < indexOf(step));
    return what === 'begin' && before.some((id) => !did.includes(id))
      ? [`${step} ran in a session that knew ${did.join(' ')} and not ${before.join(' ')}`]
      : [];
  });
}

function indexOf(step: string): number {
  return steps.findIndex(({ id }) => id === step);
}

function indicesOf<Item>(items: readonly Item[], accept: (item: Item) => boolean): readonly number[] {
  return items.flatMap((item, index) => (accept(item) ? [index] : []));
}
