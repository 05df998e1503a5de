import { type ExactItem, matchesItem } from './exact-item.ts';
import type { OutputLine } from './output-line.ts';

/**
 * Where in an exact output the next line may stand: the set of all positions that the lines so far allow.
 * Memory is bounded by the length of the fence, whatever is printed.
 */
export class ExactPositions {
  readonly #items: readonly ExactItem[];
  #positions: readonly number[];

  constructor(items: readonly ExactItem[]) {
    this.#items = items;
    this.#positions = this.#close([0]);
  }

  /** A line that is too long to be kept whole can only stand under `...`. */
  advance({ text, whole }: OutputLine): void {
    const next = this.#positions.flatMap((position) => {
      const item = this.#items[position];
      if (!item) return [];
      if (item.type === 'any-lines') return [position];
      return whole && matchesItem(item, text) ? [position + 1] : [];
    });
    this.#positions = this.#close(next);
  }

  /** Some line did not fit; nothing that follows can mend it. */
  get lost(): boolean {
    return this.#positions.length === 0;
  }

  /** The whole fence is accounted for. */
  get complete(): boolean {
    return this.#positions.includes(this.#items.length);
  }

  /** `...` may stand for no line at all, so what follows it is possible as well. */
  #close(positions: readonly number[]): readonly number[] {
    const closed = new Set<number>();
    for (const start of positions) {
      let position = start;
      while (!closed.has(position)) {
        closed.add(position);
        if (this.#items[position]?.type === 'any-lines') position += 1;
      }
    }
    return [...closed];
  }
}
