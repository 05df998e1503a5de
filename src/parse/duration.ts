import type { Duration } from '../model/duration.ts';

const units = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const;

const grammar = /^(?=\d)(?:(\d{1,6})h)?(?:(\d{1,6})m(?!s))?(?:(\d{1,6})s)?(?:(\d{1,9})ms)?$/;

/** Reads `10s`, `30m`, `1h30m`, `250ms`: whole numbers with units, largest first. `null`: not a duration. */
export function parseDuration(text: string): Duration | null {
  const parts = grammar.exec(text);
  if (parts === null) return null;
  const ms = units.reduce((sum, [, size], index) => sum + Number(parts[index + 1] ?? 0) * size, 0);
  return { ms, text };
}
