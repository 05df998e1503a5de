/** UTF-16 units kept in all. */
const keptLength = 4 * 1024 * 1024;

/** Keeps whole lines of an output, from its start or from its end, as many as limits allow. */
export class KeptLines {
  readonly #end: 'first' | 'last';
  readonly #limit: number;
  #lines: string[] = [];
  #length = 0;
  #cut = false;

  /** `limit`: number of lines. */
  constructor(end: 'first' | 'last', limit: number) {
    this.#end = end;
    this.#limit = limit;
  }

  add(line: string): void {
    if (this.#cut && this.#end === 'first') return;
    this.#lines.push(line);
    this.#length += line.length;
    while (this.#lines.length > this.#limit || this.#length > keptLength) this.#drop();
  }

  get(): readonly string[] {
    return this.#lines;
  }

  /** Not all lines are here. */
  get cut(): boolean {
    return this.#cut;
  }

  #drop(): void {
    const dropped = this.#end === 'first' ? this.#lines.pop() : this.#lines.shift();
    this.#length -= dropped?.length ?? 0;
    this.#cut = true;
  }
}
