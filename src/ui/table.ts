import { shortenWords, wrapWords } from './fold-text.ts';
import { padTo, textWidth } from './text-width.ts';

const gap = '  ';
const mark = '…';
const deepest = 2;

/** What a table can do without where it is too wide: a column, by its index. */
export interface Dispensable {
  readonly column: number;
  /** Its cells may be cut to so many columns, between words; `null`: they are of no use then. */
  readonly cutTo: number | null;
  /** What is said to be left out when it goes as a whole; `null`: it stays. */
  readonly name: string | null;
}

export interface TableRoom {
  /** Columns of the terminal; `Infinity` where rows need not fit. */
  readonly columns: number;
  /** What gives way first comes first. */
  readonly dispensable: readonly Dispensable[];
}

type Rows = readonly (readonly string[])[];

/**
 * Rows of cells as columns, each as wide as its widest cell. Where they do not fit, what is dispensable is cut or left
 * out, which is said below; where that is not enough, each row is wrapped with all its cells. Ends with a newline.
 */
export function renderTable(rows: Rows, { columns, dispensable }: TableRoom): string {
  let kept: Rows = rows;
  const gone = new Set<number>();
  const missing: string[] = [];
  for (const { column, cutTo, name } of dispensable) {
    const widths = widthsOf(kept);
    const excess = rowWidth(widths, gone) - columns;
    if (excess <= 0) break;
    const room = (widths[column] ?? 0) - excess;
    if (cutTo !== null && room >= cutTo) kept = shorten(kept, column, room);
    else if (name !== null) {
      gone.add(column);
      if (kept.some((row) => row[column] !== '')) missing.push(name);
    }
  }
  const widths = widthsOf(kept);
  if (rowWidth(widths, gone) > columns) return stack(rows, columns);
  const lines = kept.map((row) => draw(row, widths, gone));
  const note = `Left out for lack of room: ${missing.join(', ')}; --json has it all.`;
  const notes = missing.length === 0 ? [] : wrapWords(note, columns);
  return [...lines, ...notes].map((line) => `${line}\n`).join('');
}

function widthsOf(rows: Rows): readonly number[] {
  return (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => textWidth(row[column] ?? ''))));
}

/** An empty column takes no room. */
function rowWidth(widths: readonly number[], gone: ReadonlySet<number>): number {
  const left = widths.filter((width, column) => !gone.has(column) && width > 0);
  return left.reduce((sum, width) => sum + width, 0) + gap.length * Math.max(0, left.length - 1);
}

function draw(row: readonly string[], widths: readonly number[], gone: ReadonlySet<number>): string {
  const cells = row.flatMap((cell, column) => {
    const width = widths[column] ?? 0;
    return gone.has(column) || width === 0 ? [] : [padTo(cell, width)];
  });
  return cells.join(gap).trimEnd();
}

function shorten(rows: Rows, column: number, width: number): Rows {
  return rows.map((row) => row.with(column, shortenWords(row[column] ?? '', width, mark)));
}

/** Further rows of the same cells stand a little to the right. */
function stack(rows: Rows, columns: number): string {
  const lines = rows.flatMap((row) => {
    const cells = row.filter((cell) => cell !== '').join(gap);
    return wrapWords(cells, columns - deepest).map((line, index) =>
      ((index === 0 ? '' : '  ') + line).trimEnd(),
    );
  });
  return lines.map((line) => `${line}\n`).join('');
}
