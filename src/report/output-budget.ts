import type { LogExcerpt, ReadLog } from './log-excerpt.ts';
import type { AttemptStory } from './run-story.ts';

/** Bytes of output that a report shows: of an attempt that counted, of one that was only a poll, and in all. */
export interface OutputLimits {
  readonly attempt: number;
  readonly poll: number;
  readonly total: number;
}

const pageLimits: OutputLimits = { attempt: 64 * 1024, poll: 2 * 1024, total: 4 * 1024 * 1024 };

/** What is left when the total is used up: enough to see how it ended. */
const least = 1024;

/** Polls that a step shows one by one, and all steps together: somebody who waited for hours does not read each. */
const pollsOfStep = 50;
const pollsInAll = 2000;

/** Reads the outputs of one report, the later ones shorter when there are too many of them. */
export class OutputBudget {
  readonly #read: ReadLog;
  readonly #limits: OutputLimits;
  #left: number;
  #polls = pollsInAll;

  constructor(read: ReadLog, limits: OutputLimits = pageLimits) {
    this.#read = read;
    this.#limits = limits;
    this.#left = limits.total;
  }

  take({ begun, ended }: AttemptStory): LogExcerpt {
    const wanted = ended?.again === true ? this.#limits.poll : this.#limits.attempt;
    return this.#spend(wanted, (limit) => this.#read(begun.log, ended?.output ?? null, limit));
  }

  /** How many of that many polls in a row are shown, the last ones: one at least. */
  takePolls(wanted: number): number {
    const taken = Math.max(1, Math.min(wanted, pollsOfStep, this.#polls));
    this.#polls -= taken;
    return taken;
  }

  /** A file that the journal names without a hash: what was shown in a shell, or came too late. */
  takeFile(name: string): LogExcerpt {
    return this.#spend(this.#limits.attempt, (limit) => this.#read(name, null, limit));
  }

  #spend(wanted: number, read: (limit: number) => LogExcerpt): LogExcerpt {
    const excerpt = read(Math.max(least, Math.min(wanted, this.#left)));
    this.#left -= excerpt.head.length + excerpt.tail.length;
    return excerpt;
  }
}
