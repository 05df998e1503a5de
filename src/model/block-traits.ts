import type { Duration } from './duration.ts';

/** What its author says about a block beyond when it runs and what it has to show. */
export interface BlockTraits {
  /** It is never run again by itself, not even where it changes nothing. */
  readonly once: boolean;
  /** It gets the terminal. */
  readonly tty: boolean;
  /** Its output is neither kept nor shown. */
  readonly secret: boolean;
  /** The run goes on after its failure, and does not end as a success. */
  readonly keepGoing: boolean;
  /** It stops at the first failing command inside loops and functions too. */
  readonly strict: boolean;
  /** How long it usually takes at most; `null`: nothing was said. */
  readonly about: Duration | null;
}

export const noTraits: BlockTraits = {
  once: false,
  tty: false,
  secret: false,
  keepGoing: false,
  strict: false,
  about: null,
};
