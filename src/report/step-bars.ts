import type { Entry } from '../model/event.ts';
import type { RunStory, StepStory } from './run-story.ts';
import { spanOf } from './time-spent.ts';

/** A stretch of a run's time, as parts of the whole from 0 to 1: a gate that waited, or a block that ran. */
export interface Bar {
  readonly type: 'gate' | 'block';
  readonly from: number;
  readonly to: number;
}

/** Where in a run a step took place. Time in which nothing was running is left out. */
export function barsOf(step: StepStory, story: RunStory): readonly Bar[] {
  const place = placer(story);
  return step.entries.flatMap((entry, index): Bar[] => {
    const type = entry.type === 'gate-opened' ? 'gate' : entry.type === 'block-started' ? 'block' : null;
    if (type === null) return [];
    const end = endOf(index, step.entries);
    return [{ type, from: place(entry.time), to: place(end) }];
  });
}

/** When what begins with the entry at `index` ended; of what has no end, when it began. */
function endOf(index: number, entries: readonly Entry[]): string {
  const begun = entries[index] as Entry;
  const closing =
    begun.type === 'gate-opened' ? ['gate-answered', 'gate-opened'] : ['block-ended', 'block-started'];
  let end = index + 1;
  while (end < entries.length && !closing.includes(entries[end]?.type ?? '')) end += 1;
  return (entries[end] ?? begun).time;
}

function placer({ sittings, time }: RunStory): (time: string) => number {
  const total = Math.max(1, time.walked);
  return (moment) => {
    const before = sittings.reduce((sum, { from, to }) => {
      const until = Date.parse(moment) < Date.parse(to) ? moment : to;
      return sum + spanOf(from, until);
    }, 0);
    return Math.min(1, before / total);
  };
}
