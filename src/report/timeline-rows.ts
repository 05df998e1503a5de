import type { Entry } from '../model/event.ts';

/** An entry, or how many attempts at a step in a row are left out between two entries. */
export type TimelineRow = Entry | number;

/** Of a journal with more entries than this nobody reads each, and no browser shows them. */
const most = 20_000;

/** The rows of a timeline: every entry; in a very long one, of attempts in a row that led to nothing the first and the last. */
export function timelineRows(entries: readonly Entry[]): readonly TimelineRow[] {
  if (entries.length <= most) return entries;
  const rows: TimelineRow[] = [];
  for (const [index, entry] of entries.entries()) {
    if (!isBetween(entries, index)) rows.push(entry);
    else if (entry.type === 'block-ended') rows.push(countOn(rows));
  }
  return rows;
}

/** The count with one more attempt in it; one that has begun is taken off the rows. */
function countOn(rows: TimelineRow[]): number {
  const last = rows.at(-1);
  if (typeof last !== 'number') return 1;
  rows.pop();
  return last + 1;
}

/** An intent or a result of a poll that has another of its step before it and another behind it. */
function isBetween(entries: readonly Entry[], index: number): boolean {
  const at = entries[index]?.type === 'block-started' ? index : index - 1;
  const step = stepOfPoll(entries, at);
  return step !== null && stepOfPoll(entries, at - 2) === step && stepOfPoll(entries, at + 2) === step;
}

/** The step of the attempt that begins at `index` and, at once, ends there without having led to anything. */
function stepOfPoll(entries: readonly Entry[], index: number): string | null {
  const begun = entries[index];
  const ended = entries[index + 1];
  if (begun?.type !== 'block-started' || ended?.type !== 'block-ended') return null;
  return ended.again && ended.step === begun.step ? begun.step : null;
}
