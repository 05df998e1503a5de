import type { OutputRecord } from '../model/event.ts';

/** Beginning and end of a recorded output. */
export interface LogExcerpt {
  /**
   * `changed`: it is not what the journal records. `unrecorded`: the record broke off before its end, so nothing
   * vouches for it. `missing`: it is not there, or cannot be read.
   */
  readonly state: 'intact' | 'changed' | 'unrecorded' | 'missing';
  /** All of it where nothing is left out. */
  readonly head: string;
  readonly tail: string;
  /** Of the whole log. */
  readonly bytes: number;
  /** Bytes between `head` and `tail`. */
  readonly leftOut: number;
}

/** Reads the log of an attempt, no more than `limit` bytes of it. */
export type ReadLog = (name: string, record: OutputRecord | null, limit: number) => LogExcerpt;
