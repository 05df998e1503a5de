import type { Span } from './mapped-text.ts';
import type { SectionNode } from './section-tree.ts';

/** Tells which sections something stands in, without a look at all of it for each section. */
export class SpanIndex {
  readonly #starts: readonly number[];

  constructor(spans: readonly Span[]) {
    this.#starts = spans.map(({ start }) => start).sort((a, b) => a - b);
  }

  /** Whether any of the spans begins inside a section. */
  hasInside({ span, end }: SectionNode): boolean {
    let low = 0;
    for (let high = this.#starts.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) < span.start) low = middle + 1;
      else high = middle;
    }
    return (this.#starts[low] ?? end) < end;
  }
}
