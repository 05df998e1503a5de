import type { Entry, Operator } from '../model/event.ts';
import { tellDuration } from '../model/time-words.ts';

/** A stretch in which one process walked the run. */
export interface Sitting {
  readonly operator: Operator;
  readonly host: string;
  /** ISO 8601, of its first and its last entry. */
  readonly from: string;
  readonly to: string;
  /** Its last entry says that it stopped. If not, it was lost, or walks the run now: it may have gone on after `to`. */
  readonly saidEnd: boolean;
}

/** Where the time of a run, or of a step of it, went. In milliseconds. */
export interface TimeSpent {
  /** A process is on record as walking the run; at least so long, where one was lost. */
  readonly walked: number;
  /** Nothing was running: between a process that said that it stopped, and the next one. */
  readonly stopped: number;
  /** Between the last that is on record of a lost process, and the next one: at most so long nothing was running. */
  readonly gone: number;
  /** Processes that were lost: how long they went on after their last entry is not on record. */
  readonly lost: number;
}

export function findSittings(entries: readonly Entry[]): readonly Sitting[] {
  const sittings: Sitting[] = [];
  for (const entry of entries) {
    const { time } = entry;
    if (entry.type === 'run-started' || entry.type === 'run-resumed') {
      const { operator, place } = entry;
      sittings.push({ operator, host: place.host, from: time, to: time, saidEnd: false });
      continue;
    }
    const last = sittings.at(-1);
    const saidEnd = entry.type === 'run-paused' || entry.type === 'run-ended';
    if (last !== undefined) sittings[sittings.length - 1] = { ...last, to: time, saidEnd };
  }
  return sittings;
}

/** The time of a whole run; `alive`: a process walks it now. */
export function timeOfRun(sittings: readonly Sitting[], alive: boolean): TimeSpent {
  const last = sittings.at(-1);
  // Before and after any time: a clock that was set back hides no loss.
  const spent = timeBetween(sittings, '', '~');
  return last === undefined || last.saidEnd || alive ? spent : { ...spent, lost: spent.lost + 1 };
}

/** The time between two moments of a run, ISO 8601. */
export function timeBetween(sittings: readonly Sitting[], from: string, to: string): TimeSpent {
  const within = (start: string, end: string) => spanOf(start < from ? from : start, end > to ? to : end);
  const spent = { walked: 0, stopped: 0, gone: 0, lost: 0 };
  for (const [index, sitting] of sittings.entries()) {
    spent.walked += within(sitting.from, sitting.to);
    const next = sittings[index + 1];
    if (next === undefined || next.from > to || next.from <= from) continue;
    const gap = within(sitting.to, next.from);
    spent[sitting.saidEnd ? 'stopped' : 'gone'] += gap;
    if (!sitting.saidEnd) spent.lost += 1;
  }
  return spent;
}

/** Milliseconds between two ISO times; 0 where one is missing or they run backwards. */
export function spanOf(from: string | null | undefined, to: string | null | undefined): number {
  return Math.max(0, Date.parse(to ?? '') - Date.parse(from ?? '')) || 0;
}

/** How long it was under way: `12m00s`, `at least 12m00s`. */
export function tellWalked({ walked, lost }: TimeSpent): string {
  return `${lost > 0 ? 'at least ' : ''}${tellDuration(walked)}`;
}

/** How long nothing was running: `3h00m`, `at most 3h00m`; empty where there was no such time. */
export function tellIdle({ stopped, gone }: TimeSpent): string {
  if (stopped + gone === 0) return '';
  return `${gone > 0 ? 'at most ' : ''}${tellDuration(stopped + gone)}`;
}

/** Both: `12m00s; stopped for 3h00m in between`, `at least 12m00s; gone for at most 3h00m in between`. */
export function tellTimeSpent(spent: TimeSpent): string {
  const { stopped, gone } = spent;
  const apart = [
    ...(stopped > 0 ? [`stopped for ${tellDuration(stopped)}`] : []),
    ...(gone > 0 ? [`gone for at most ${tellDuration(gone)}`] : []),
  ];
  return apart.length === 0 ? tellWalked(spent) : `${tellWalked(spent)}; ${apart.join(' and ')} in between`;
}
