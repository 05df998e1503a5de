import type { LineBlock } from './line-block.ts';

/** Most lines of evidence that a verdict carries. */
export const evidenceLimit = 12;
/** UTF-16 units kept of a line that may become evidence; more than is ever shown, so that secrets in it are whole. */
export const keptWidth = 4096;
/** The last lines of an output are shown when no other line says more. */
const lastLimit = 5;

/** Remembers the first lines it is given. */
export class FirstLines {
  readonly #lines: { readonly order: number; readonly text: string }[] = [];

  add(text: string, order: number): void {
    if (this.#lines.length < evidenceLimit) this.#lines.push({ order, text: text.slice(0, keptWidth) });
  }

  /** It remembers no more. */
  get full(): boolean {
    return this.#lines.length >= evidenceLimit;
  }

  get(): readonly { readonly order: number; readonly text: string }[] {
    return this.#lines;
  }
}

/** Remembers the last lines it is given. */
export class LastLines {
  /** A ring: the next line takes the place of the oldest one. */
  readonly #ring: string[] = [];
  #next = 0;

  add(text: string): void {
    this.#ring[this.#next] = text.length > keptWidth ? text.slice(0, keptWidth) : text;
    this.#next = (this.#next + 1) % lastLimit;
  }

  addAll(block: LineBlock): void {
    for (const text of block.last(lastLimit)) this.add(text);
  }

  get(): readonly string[] {
    return [...this.#ring.slice(this.#next), ...this.#ring.slice(0, this.#next)];
  }
}

/** Some lines of every group, none twice, in the order of the output. */
export function mixEvidence(
  ...groups: readonly (readonly { readonly order: number; readonly text: string }[])[]
): readonly string[] {
  const share = Math.floor(evidenceLimit / Math.max(1, groups.filter((group) => group.length > 0).length));
  const chosen = new Map(
    groups.flatMap((group) => group.slice(0, share).map(({ order, text }) => [order, text])),
  );
  return [...chosen].sort(([a], [b]) => a - b).map(([, text]) => text);
}
