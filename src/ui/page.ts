import { textWidth } from './text-width.ts';

/**
 * From the beginning of the cursor's row to the end of the screen. What is below is erased from the row's second column
 * on: what is erased from the first cell of a screen on, tmux puts into its history.
 */
const eraseBelow = '\x1b[K\x1b[C\x1b[J\r';

/** A row that may change: what it says, and how that is written. */
export interface LiveRow {
  readonly text: string;
  readonly painted: string;
}

/**
 * Where rows go: what is printed stays, and on a terminal a row or two below it may change.
 *
 * The cursor stands at the beginning of the last of these. When the terminal is made narrower, some break the rows that
 * are too long for it and some cut them off; either way the cursor stays where it was, and nothing printed is behind it.
 */
export class Page {
  readonly #write: (text: string) => void;
  readonly #motion: boolean;
  readonly #columns: () => number;
  #live: readonly LiveRow[] = [];

  /** `columns` tells the terminal's at this moment. */
  constructor(write: (text: string) => void, motion: boolean, columns: () => number) {
    this.#write = write;
    this.#motion = motion;
    this.#columns = columns;
  }

  /** Prints rows for good, each no wider than the terminal. */
  print(rows: readonly string[]): void {
    if (rows.length === 0) return;
    this.#write(this.#erase + rows.map((row) => `${row}\n`).join('') + draw(this.#live));
  }

  /** Sets the rows that change, each narrower than the terminal; none takes them away. Without motion there are none. */
  live(rows: readonly LiveRow[]): void {
    if (!this.#motion || draw(rows) === draw(this.#live)) return;
    this.#write(this.#erase + draw(rows));
    this.#live = rows;
  }

  get #erase(): string {
    if (this.#live.length === 0) return '';
    const above = this.#live.slice(0, -1);
    // Nobody knows how many rows a terminal made of one that is too long now: then those above stay.
    const broken = above.some(({ text }) => textWidth(text) > this.#columns());
    const up = broken || above.length === 0 ? '' : `\x1b[${above.length}A`;
    return `\r${up}${eraseBelow}`;
  }
}

function draw(rows: readonly LiveRow[]): string {
  return rows.length === 0 ? '' : `${rows.map(({ painted }) => painted).join('\n')}\r`;
}
