import type { Entry } from '../model/event.ts';
import type { Damage } from './damage.ts';
import type { JournalScan } from './read-journal.ts';

/** A journal, cut where it stops to be as it was written. */
export interface SoundPart {
  /** Entries that no other line contradicts. */
  readonly sound: readonly Entry[];
  /** Entries that can still be read, at and behind the first damage. */
  readonly beyond: readonly Entry[];
  /** Something is wrong that a crash does not do: what the run came to cannot be said from this journal. */
  readonly broken: boolean;
}

/** A last line that a crash has cut short takes nothing from the lines before it. */
export function soundPart({
  entries,
  lines,
  damage,
}: Pick<JournalScan, 'entries' | 'lines' | 'damage'>): SoundPart {
  const faults = damage.filter(({ type }) => type !== 'torn');
  const end = faults.map(firstDoubtful).reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const count = lines.filter((line) => line < end).length;
  return { sound: entries.slice(0, count), beyond: entries.slice(count), broken: faults.length > 0 };
}

/** A line that does not follow from the one before it puts that one in doubt as well. */
function firstDoubtful({ type, line }: Damage): number {
  if (line === 0) return Number.POSITIVE_INFINITY;
  return type === 'wrong-previous' ? Math.max(1, line - 1) : line;
}
