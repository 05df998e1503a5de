import type { Entry } from '../model/event.ts';

/** An entry as one line of newline-delimited JSON: `type`, `time` and `run` first, then the event's own keys. */
export function formatEntry(entry: Entry): string {
  const { type, time, run, ...rest } = entry;
  return `${JSON.stringify({ type, time, run, ...rest })}\n`;
}
