import { openTerminal, usualColumns } from './terminal.ts';

/** Milliseconds that a width counts for: rows may come by the thousand, and each look opens the terminal. */
const lasts = 1000;

/** Tells the columns of the controlling terminal at this moment. `now` gives milliseconds since the epoch. */
export function watchScreenColumns(now: () => number): () => number {
  let columns = usualColumns;
  let looked = Number.NEGATIVE_INFINITY;
  return () => {
    if (Math.abs(now() - looked) < lasts) return columns;
    looked = now();
    const terminal = openTerminal();
    columns = terminal?.columns() ?? usualColumns;
    terminal?.close();
    return columns;
  };
}
