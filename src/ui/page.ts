/** Where rows go: what is printed stays, and on a terminal one live row below it may change. */
export class Page {
  readonly #write: (text: string) => void;
  readonly #motion: boolean;
  #live: string | null = null;

  constructor(write: (text: string) => void, motion: boolean) {
    this.#write = write;
    this.#motion = motion;
  }

  /** Prints rows for good, each no wider than the terminal. */
  print(rows: readonly string[]): void {
    if (rows.length === 0) return;
    this.#write(this.#erase + rows.map((row) => `${row}\n`).join('') + (this.#live ?? ''));
  }

  /** Sets the live row, one column narrower than the terminal; `null` takes it away. Without motion there is none. */
  live(row: string | null): void {
    if (!this.#motion || row === this.#live) return;
    this.#write(this.#erase + (row ?? ''));
    this.#live = row;
  }

  get #erase(): string {
    return this.#live === null ? '' : '\r\x1b[K';
  }
}
