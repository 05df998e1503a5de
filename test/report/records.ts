import type { Entry, Event } from '../../src/model/event.ts';
import type { RunRecord } from '../../src/report/run-record.ts';

const run = '20261121-1403-a1f3';

/** Entries of these events, a second from one to the next. */
export function entriesOf(events: readonly Event[]): readonly Entry[] {
  return events.map((event, index) => {
    const time = new Date(Date.UTC(2026, 10, 21, 14, 3, index)).toISOString();
    return { ...event, seq: index + 1, time, run, prev: '' };
  });
}

/** A whole journal of these events, of a run that no process walks any more. */
export function record(...events: readonly Event[]): RunRecord {
  return {
    entries: entriesOf(events),
    beyond: [],
    broken: false,
    faults: [],
    head: 'ab'.repeat(32),
    alive: false,
  };
}
