import { padTo, textWidth } from './text-width.ts';

const gap = '  ';

/** Rows of cells as columns, each as wide as its widest cell; ends with a newline. */
export function renderTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => textWidth(row[column] ?? ''))),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) => padTo(cell, widths[column] ?? 0))
      .join(gap)
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}
