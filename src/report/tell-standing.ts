import type { RunState } from '../model/state.ts';

/** Where a run stands that nobody walks: `paused at recidr`. One that did not say how it stopped is unknown. */
export function tellStanding({ status, current }: Pick<RunState, 'status' | 'current'>): string {
  const said = status === 'running' ? 'unknown' : status;
  return current === null ? said : `${said} at ${current}`;
}

/** A time of the journal, to the second: `2026-11-21 14:03:00 UTC`. */
export function tellInstant(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`;
}
