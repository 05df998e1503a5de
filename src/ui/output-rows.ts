import { tellBytes } from '../model/size-words.ts';
import { foldText, wrapWords } from './fold-text.ts';
import { barWords, span } from './layout.ts';
import { mostCounted, type OutputDigest, type OutputLine } from './output-digest.ts';
import type { Style } from './style.ts';

/** Rows that one line of output may take; the log has all of it. */
const mostRows = 4;

/** A line of output beside a bar, never outside it; where it is cut, `log` is named. `2` before the bar marks standard error where the streams are apart. */
export function outputRows(style: Style, line: OutputLine, log: string, width: number): readonly string[] {
  const bar = `${line.stream === 'stderr' ? ' 2' : '  '}${style.glyphs.bar}`;
  const more = `  ${style.glyphs.continued}`;
  const room = Math.max(2, width - 4);
  const rows = foldText(style.output(line.text), room);
  const shown = rows
    .slice(0, mostRows)
    .map((row, index) => `${style.paint('quiet', index === 0 ? bar : more)} ${row}`);
  const left = line.cut + rows.slice(mostRows).join('').length;
  if (left === 0) return shown.map((row) => row.trimEnd());
  const rest = style.words(`${style.glyphs.ellipsis} and ${left} more; all of it in ${log}`);
  return [...shown, ...wrapWords(rest, room).map((row) => style.paint('quiet', `${more} ${row}`))];
}

/** What follows the head of a long output: how much is left out and where it is, then the last lines. */
export function tailRows(style: Style, digest: OutputDigest, log: string, width: number): readonly string[] {
  const tail = digest.tail.flatMap((line) => outputRows(style, line, log, width));
  const { count, kept } = digest;
  if (count !== null && count <= kept) return tail;
  const what = count === null ? `all but ${kept}` : `${count - kept}`;
  const left = `${style.glyphs.ellipsis} ${what} of ${tellAmount(digest)} left out; all of them in ${log}`;
  return [...barWords(style, '', span(style.words(left), 'quiet'), width), ...tail];
}

/** `1 line`, `212 lines`, `over 100000 lines (1.0 GiB)`. */
export function tellAmount({ count, bytes }: OutputDigest): string {
  if (count === null) return `over ${mostCounted} lines (${tellBytes(bytes)})`;
  return `${count} ${count === 1 ? 'line' : 'lines'}`;
}
