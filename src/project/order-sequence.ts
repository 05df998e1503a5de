/** A runbook and those that come before it, by id. */
export interface Sequenced {
  readonly id: string;
  readonly after: readonly string[];
}

export interface Sequence<Item> {
  /** Every item once, none before what it comes after; else in the order given. */
  readonly ordered: readonly Item[];
  /** Ids that wait for each other, the first one again at the end. */
  readonly cycles: readonly (readonly string[])[];
}

/** Puts runbooks into an order that one can follow. What is not among them does not count. */
export function orderSequence<Item extends Sequenced>(items: readonly Item[]): Sequence<Item> {
  const byId = new Map(items.map((item) => [item.id, item]));
  const ordered: Item[] = [];
  const cycles: (readonly string[])[] = [];
  const done = new Set<Item>();
  const place = (item: Item, above: readonly Item[]): void => {
    const at = above.indexOf(item);
    if (at >= 0) cycles.push([...above.slice(at), item].map(({ id }) => id));
    if (at >= 0 || done.has(item)) return;
    for (const id of item.after) {
      const before = byId.get(id);
      if (before !== undefined) place(before, [...above, item]);
    }
    done.add(item);
    ordered.push(item);
  };
  for (const item of items) place(item, []);
  return { ordered, cycles };
}
