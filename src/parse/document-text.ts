import type { Point, Source } from '../model/position.ts';
import type { MappedText, Span } from './mapped-text.ts';

/** The text of a document and the places in it. Offsets count from behind a byte order mark, as micromark has it. */
export interface DocumentText {
  readonly text: string;
  /** Path as it is shown. */
  readonly file: string;
  /** The line with that number (from 1) without its ending, and where it starts. */
  line(number: number): { readonly text: string; readonly start: number };
  /** Where `span` stands, as a person or an editor finds it. */
  locate(span: Span): Source;
  /** The reverse of `locate`. */
  spanOf(source: Source): Span;
}

/** Takes a file as read; a byte order mark is no part of its text. */
export function readDocumentText(raw: string, file: string): DocumentText {
  const text = raw.replace(/^\uFEFF+/, '');
  const mark = raw.length - text.length;
  const starts = [
    0,
    ...Array.from(text.matchAll(/\r\n|\n|\r/g), (ending) => ending.index + ending[0].length),
  ];
  const point = (offset: number): Point => {
    const index = lastAtMost(starts, offset);
    return { line: index + 1, column: offset - (starts[index] ?? 0) + 1, offset: offset + mark };
  };
  return {
    text,
    file,
    line: (number) => {
      const start = starts[number - 1] ?? text.length;
      const next = starts[number] ?? text.length;
      return { text: text.slice(start, next).replace(/[\r\n]+$/, ''), start };
    },
    locate: ({ start, end }) => ({ file, position: { start: point(start), end: point(end) } }),
    spanOf: ({ position }) => ({ start: position.start.offset - mark, end: position.end.offset - mark }),
  };
}

/**
 * Finds the lines of a node's value in the document: containers strip a prefix from each line and nothing else.
 * A line that is not found as it stands (a tab that was cut in two, a NUL) is `verbatim: false` and gets the nearest place.
 */
export function mapLine(
  document: DocumentText,
  number: number,
  value: string,
): MappedText & { readonly verbatim: boolean } {
  const line = document.line(number);
  const verbatim = line.text.endsWith(value);
  const within = verbatim ? line.text.length - value.length : Math.max(0, line.text.lastIndexOf(value));
  const start = line.start + within;
  const end = line.start + line.text.length;
  const offsets = Array.from({ length: value.length + 1 }, (_, index) => Math.min(start + index, end));
  return { value, offsets, verbatim };
}

/** Index of the last of the ascending `numbers` that is not above `limit`. */
function lastAtMost(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((numbers[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
