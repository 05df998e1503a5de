import { readJournal } from '../journal/read-journal.ts';
import type { Run } from '../journal/run-store.ts';
import type { Operator } from '../model/event.ts';
import { nameOperator } from '../model/operator-name.ts';
import type { RunState } from '../model/state.ts';
import { tellInstant, tellStanding } from '../report/tell-standing.ts';
import { foldRun, isUnfinished } from '../run/fold-run.ts';
import { inputsOnRecord } from '../run/inputs-on-record.ts';
import { shortenText } from '../ui/fold-text.ts';
import { showWords } from '../ui/visible-text.ts';

/** Columns of a value, enough to know it by. */
const longestValue = 40;

/** A run that did not come to its end, as its journal has it. */
export interface UnfinishedRun {
  readonly run: Run;
  readonly state: RunState;
  readonly begunBy: Operator | null;
  /** What it was given, `SITE=lab`; secrets are kept nowhere. */
  readonly inputs: readonly string[];
}

/** `null`: it came to its end, or is not on record. A run that a process walks looks like one that was killed. */
export function readUnfinished(run: Run): UnfinishedRun | null {
  const { entries } = readJournal(run.directory);
  const state = foldRun(entries, { alive: false });
  if (!isUnfinished(state)) return null;
  const given = Object.entries(inputsOnRecord(entries));
  const inputs = given.flatMap(([name, value]) =>
    value === null ? [] : [`${name}=${shortenText(showWords(value, { ascii: false }), longestValue, '...')}`],
  );
  const [first] = entries;
  const begunBy = first?.type === 'run-started' ? first.operator : null;
  return { run, state, begunBy, inputs };
}

/** Where a run is that a process walks at this moment. */
export function tellWalked({ current }: RunState): string {
  return `being walked by another process${current === null ? '' : `, at ${current}`}`;
}

/** In one sentence without an end: `20261121-1403-a1f3  phase-00, paused at recidr, begun ... by ubuntu (jesse)`. */
export function describeUnfinished(
  { run, state, begunBy, inputs }: UnfinishedRun,
  standing = tellStanding(state),
): string {
  const by = begunBy === null ? '' : ` by ${nameOperator(begunBy)}`;
  const begun = state.started === null ? '' : `, begun ${tellInstant(state.started)}`;
  const given = inputs.length === 0 ? '' : `, with ${inputs.join(', ')}`;
  const said = `${nameRunbook(state)}, ${standing}${begun}${by}${given}`;
  return `${run.id}  ${showWords(said, { ascii: false })}`;
}

/** What it is a run of. */
export function nameRunbook({ runbook }: RunState): string {
  return runbook?.id ?? 'an unknown runbook';
}
