import { characterWidth, textWidth } from './text-width.ts';

/**
 * Cuts visible text into rows of at most `width` columns, at any character; nothing is lost. At least one row.
 * Width is in columns, at least 2 so that a wide character fits.
 */
export function foldText(text: string, width: number): readonly string[] {
  const limit = Math.max(2, width);
  if (textWidth(text) <= limit) return [text];
  const rows: string[] = [];
  let row = '';
  let used = 0;
  for (const character of text) {
    const columns = characterWidth(character);
    if (used + columns > limit) {
      rows.push(row);
      row = '';
      used = 0;
    }
    row += character;
    used += columns;
  }
  return [...rows, row];
}

/** Breaks visible text at blanks into rows of at most `width` columns; a longer word is cut. At least one row. */
export function wrapWords(text: string, width: number): readonly string[] {
  if (textWidth(text) <= width) return [text];
  const rows: string[] = [];
  let row: string | null = null;
  for (const word of text.split(' ')) {
    const longer: string = row === null ? word : `${row} ${word}`;
    if (textWidth(longer) <= width) {
      row = longer;
      continue;
    }
    if (row !== null && row.trim() !== '') rows.push(row);
    const pieces = foldText(word, width);
    rows.push(...pieces.slice(0, -1));
    row = pieces.at(-1) || null;
  }
  return [...rows, row ?? ''];
}

/** Visible text on one row; what does not fit gives way to `mark`. */
export function shortenText(text: string, width: number, mark: string): string {
  if (textWidth(text) <= width) return text;
  const room = Math.max(0, width - textWidth(mark));
  return (room === 0 ? '' : clipText(text, room)) + mark;
}

/** The words of visible text that fit on one row; the others give way to `mark`. */
export function shortenWords(text: string, width: number, mark: string): string {
  if (textWidth(text) <= width) return text;
  const room = width - textWidth(mark) - 1;
  let kept = '';
  for (const word of text.split(' ')) {
    const longer = kept === '' ? word : `${kept} ${word}`;
    if (textWidth(longer) > room) break;
    kept = longer;
  }
  return kept === '' ? mark : `${kept} ${mark}`;
}

/** The longest beginning of visible text that takes at most `width` columns. */
export function clipText(text: string, width: number): string {
  let used = 0;
  let clipped = '';
  for (const character of text) {
    used += characterWidth(character);
    if (used > width) break;
    clipped += character;
  }
  return clipped;
}
