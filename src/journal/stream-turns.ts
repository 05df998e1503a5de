import type { OutputSink } from '../run/ports.ts';

/** A journal line stays short: output that alternates more often is on record as one stream. */
const mostTurns = 1000;

/** Counts how the two streams of a block take turns in its log, so that they can be told apart later. */
export class StreamTurns {
  /** Bytes of stdout, then of stderr, and so on; `null` once that cannot be said. */
  #turns: number[] | null = [];

  add(stream: Parameters<OutputSink>[0], bytes: number): void {
    if (this.#turns === null) return;
    if (stream === 'both' || this.#turns.length >= mostTurns) {
      this.#turns = null;
      return;
    }
    const parity = stream === 'stdout' ? 0 : 1;
    const last = this.#turns.length - 1;
    if (last >= 0 && last % 2 === parity) this.#turns[last] = (this.#turns[last] ?? 0) + bytes;
    else this.#turns.push(...(last < 0 && parity === 1 ? [0, bytes] : [bytes]));
  }

  /** `null` where nothing was printed, too. */
  get(): readonly number[] | null {
    return this.#turns?.length === 0 ? null : this.#turns;
  }
}
