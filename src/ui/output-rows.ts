import { foldText } from './fold-text.ts';
import { barWords, span } from './layout.ts';
import type { OutputDigest, OutputLine } from './output-digest.ts';
import type { Style } from './style.ts';

/** Rows that one line of output may take; the log has all of it. */
const mostRows = 4;

/** A line of output beside a bar, never outside it. `2` before the bar marks standard error where the streams are apart. */
export function outputRows(style: Style, line: OutputLine, width: number): readonly string[] {
  const bar = `${line.stream === 'stderr' ? ' 2' : '  '}${style.glyphs.bar}`;
  const more = `  ${style.glyphs.continued}`;
  const room = Math.max(2, width - 4);
  const rows = foldText(style.output(line.text), room);
  const shown = rows
    .slice(0, mostRows)
    .map((row, index) => `${style.paint('quiet', index === 0 ? bar : more)} ${row}`);
  const left = line.cut + rows.slice(mostRows).join('').length;
  if (left === 0) return shown.map((row) => row.trimEnd());
  const rest = foldText(`${style.glyphs.ellipsis} and ${left} more`, room);
  return [...shown, ...rest.map((row) => style.paint('quiet', `${more} ${row}`))];
}

/** What follows the head of a long output: how much is left out and where it is, then the last lines. */
export function tailRows(style: Style, digest: OutputDigest, log: string, width: number): readonly string[] {
  const tail = digest.tail.flatMap((line) => outputRows(style, line, width));
  if (digest.hidden <= 0) return tail;
  const left = `${style.glyphs.ellipsis} ${digest.hidden} of ${digest.count} lines left out; all of them in ${log}`;
  return [...barWords(style, '', span(style.words(left), 'quiet'), width), ...tail];
}
