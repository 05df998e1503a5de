/** How an item of an expected sequence, or a part that was found, goes into the new one. */
export type Aligned<Item, Found> =
  /** It still stands for what was found. */
  | { readonly type: 'kept'; readonly item: Item }
  | { readonly type: 'changed'; readonly item: Item; readonly found: Found }
  | { readonly type: 'dropped'; readonly item: Item }
  | { readonly type: 'added'; readonly found: Found };

export interface Matching<Item, Found> {
  /** The item stands for any number of parts, also none. */
  isElision(item: Item): boolean;
  matches(item: Item, found: Found): boolean;
}

/**
 * A change is cheaper than leaving an item out: otherwise an elision beside it would swallow what took its place,
 * and less would be expected than before.
 */
const cost = { changed: 2, dropped: 3, added: 3 } as const;

/** Turns the items into a sequence that fits what was found, with as few differences as possible. */
export function alignElided<Item, Found>(
  items: readonly Item[],
  found: readonly Found[],
  matching: Matching<Item, Found>,
): readonly Aligned<Item, Found>[] {
  const costs = new Costs(items, found, matching);
  const aligned: Aligned<Item, Found>[] = [];
  for (let [i, j] = [0, 0]; i < items.length || j < found.length; ) {
    const step = costs.cheapest(i, j);
    if (step.aligned !== null) aligned.push(step.aligned);
    [i, j] = [i + step.down, j + step.along];
  }
  return aligned;
}

interface Step<Item, Found> {
  readonly down: 0 | 1;
  readonly along: 0 | 1;
  readonly price: number;
  /** `null`: an elision takes in one part more. */
  readonly aligned: Aligned<Item, Found> | null;
}

/** For every rest of the items and every rest of what was found: what it costs to bring them together. */
class Costs<Item, Found> {
  readonly #items: readonly Item[];
  readonly #found: readonly Found[];
  readonly #matching: Matching<Item, Found>;
  readonly #table: Int32Array;

  constructor(items: readonly Item[], found: readonly Found[], matching: Matching<Item, Found>) {
    this.#items = items;
    this.#found = found;
    this.#matching = matching;
    this.#table = new Int32Array((items.length + 1) * (found.length + 1));
    for (let i = items.length; i >= 0; i -= 1) {
      for (let j = found.length; j >= 0; j -= 1) {
        if (i < items.length || j < found.length) this.#table[this.#at(i, j)] = this.cheapest(i, j).price;
      }
    }
  }

  cheapest(i: number, j: number): Step<Item, Found> {
    const [first, ...others] = [...this.#steps(i, j)];
    if (first === undefined) throw new RangeError('nothing is left to be aligned');
    return others.reduce((best, step) => (step.price < best.price ? step : best), first);
  }

  *#steps(i: number, j: number): Generator<Step<Item, Found>> {
    const more = i < this.#items.length;
    const [item, found] = [this.#items[i] as Item, this.#found[j] as Found];
    const rest = j < this.#found.length;
    if (more && this.#matching.isElision(item)) {
      yield this.#step(i, j, 1, 0, 0, { type: 'kept', item });
      if (rest) yield this.#step(i, j, 0, 1, 0, null);
      return;
    }
    if (more && rest) {
      if (this.#matching.matches(item, found)) yield this.#step(i, j, 1, 1, 0, { type: 'kept', item });
      yield this.#step(i, j, 1, 1, cost.changed, { type: 'changed', item, found });
    }
    if (more) yield this.#step(i, j, 1, 0, cost.dropped, { type: 'dropped', item });
    if (rest) yield this.#step(i, j, 0, 1, cost.added, { type: 'added', found });
  }

  #step(
    i: number,
    j: number,
    down: 0 | 1,
    along: 0 | 1,
    price: number,
    aligned: Aligned<Item, Found> | null,
  ): Step<Item, Found> {
    return { down, along, price: price + (this.#table[this.#at(i + down, j + along)] ?? 0), aligned };
  }

  #at(i: number, j: number): number {
    return i * (this.#found.length + 1) + j;
  }
}
