import type { WaitAnew } from './event.ts';
import { tellSeconds } from './time-words.ts';

/** That a wait begins anew, and what went before it; `attempt` is the number of its first attempt, over the whole run. */
export function tellAnew({ within, waited }: WaitAnew, attempt: number): string {
  const before = attempt - 1;
  const attempts = `${before} ${before === 1 ? 'attempt' : 'attempts'}`;
  return `the wait of ${within} begins anew, after ${tellSeconds(waited)} and ${attempts} on record`;
}
