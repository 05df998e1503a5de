import type { BlockEnded } from '../model/event.ts';
import type { AttemptStory } from './run-story.ts';

/** Attempts to be told, and between them how many were no different from the one before and the one behind. */
export type ToldPolls = readonly (AttemptStory | number)[];

/** Of attempts in a row that are the same by `key` the first and the last are told, and one with which a wait begins anew. */
export function elidePolls(polls: readonly AttemptStory[], key: (ended: BlockEnded) => string): ToldPolls {
  const keys = polls.map(({ ended }) => (ended === null ? null : key(ended)));
  const told: (AttemptStory | number)[] = [];
  for (const [index, poll] of polls.entries()) {
    const isBetween =
      index > 0 &&
      poll.begun.anew === undefined &&
      keys[index] !== null &&
      keys[index - 1] === keys[index] &&
      keys[index + 1] === keys[index];
    const last = told.at(-1);
    if (!isBetween) told.push(poll);
    else if (typeof last === 'number') told[told.length - 1] = last + 1;
    else told.push(1);
  }
  return told;
}

/** How many attempts that is, those between included. */
export function countPolls(told: ToldPolls): number {
  return told.reduce<number>((sum, poll) => sum + (typeof poll === 'number' ? poll : 1), 0);
}

/** What an attempt came to: its claims, what was found, how it ended. */
export function resultKey({ outcome }: BlockEnded): string {
  return JSON.stringify(outcome);
}

/** The same, and every byte that it printed. */
export function outputKey(ended: BlockEnded): string {
  return `${ended.output.sha256} ${resultKey(ended)}`;
}
