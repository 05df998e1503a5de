import type { Span } from './mapped-text.ts';

/** Tells where something begins, without a look at all of it for each place. */
export class SpanIndex {
  readonly #starts: readonly number[];

  constructor(spans: readonly Pick<Span, 'start'>[]) {
    this.#starts = spans.map(({ start }) => start).sort((a, b) => a - b);
  }

  /** Whether any of the spans begins inside another one. */
  hasInside({ start, end }: Span): boolean {
    let low = 0;
    for (let high = this.#starts.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return (this.#starts[low] ?? end) < end;
  }
}
