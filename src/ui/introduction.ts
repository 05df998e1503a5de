import type { Style } from './style.ts';

/** What is said of a run before the first question about it: once, on the operator's terminal. */
export class Introduction {
  readonly #rows: (width: number, style: Style) => readonly string[];
  #told = false;

  constructor(rows: (width: number, style: Style) => readonly string[]) {
    this.#rows = rows;
  }

  /** It stands on the operator's terminal. */
  get isTold(): boolean {
    return this.#told;
  }

  /** `drawn` below the introduction, or as it is where that stands there already. */
  above(drawn: string, width: number, style: Style): string {
    if (this.#told) return drawn;
    this.#told = true;
    const rows = this.#rows(width, style).map((row) => `${row}\n`);
    return `${rows.join('')}${drawn.startsWith('\n') ? '' : '\n'}${drawn}`;
  }
}
