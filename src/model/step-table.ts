import type { StepState } from './state.ts';

/** Steps a chunk holds: a change copies one chunk and the list of chunks. */
const chunkSize = 64;

/**
 * The steps of a run by id, in planned order. Never changes: a changed one shares all but a chunk with the one it
 * was made from, so that folding a long journal costs what its entries change and not what its run holds.
 */
export class StepTable {
  static readonly empty = new StepTable(new Map(), []);

  readonly #places: ReadonlyMap<string, number>;
  readonly #chunks: readonly (readonly StepState[])[];

  private constructor(places: ReadonlyMap<string, number>, chunks: readonly (readonly StepState[])[]) {
    this.#places = places;
    this.#chunks = chunks;
  }

  /** Of steps with the same id the last one counts, in the place of the first. */
  static of(steps: Iterable<StepState>): StepTable {
    const byId = new Map([...steps].map((step) => [step.planned.id, step]));
    const all = [...byId.values()];
    const places = new Map([...byId.keys()].map((id, place) => [id, place]));
    const chunks = Array.from({ length: Math.ceil(all.length / chunkSize) }, (_, index) =>
      all.slice(index * chunkSize, (index + 1) * chunkSize),
    );
    return new StepTable(places, chunks);
  }

  get size(): number {
    return this.#places.size;
  }

  get(id: string): StepState | undefined {
    const place = this.#places.get(id);
    return place === undefined ? undefined : this.#chunks[Math.floor(place / chunkSize)]?.[place % chunkSize];
  }

  has(id: string): boolean {
    return this.#places.has(id);
  }

  /** The table with this step in the place of the one of its id; a new one goes to the end. */
  with(step: StepState): StepTable {
    const place = this.#places.get(step.planned.id);
    if (place === undefined) return StepTable.of([...this.values(), step]);
    const index = Math.floor(place / chunkSize);
    const chunk = (this.#chunks[index] ?? []).with(place % chunkSize, step);
    return new StepTable(this.#places, this.#chunks.with(index, chunk));
  }

  keys(): IterableIterator<string> {
    return this.#places.keys();
  }

  *values(): IterableIterator<StepState> {
    for (const chunk of this.#chunks) yield* chunk;
  }

  *[Symbol.iterator](): IterableIterator<readonly [string, StepState]> {
    for (const step of this.values()) yield [step.planned.id, step];
  }
}
