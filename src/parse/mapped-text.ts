/** A stretch of a document as offsets into its text, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Text taken out of a document (unquoted, unindented, joined) that still knows where each character stood. */
export interface MappedText {
  readonly value: string;
  /** Offset in the document of each UTF-16 unit of `value`, and one more for the end. */
  readonly offsets: readonly number[];
}

/** `text.slice(start, end)` as it stands in the document. */
export function mapSlice(text: string, start: number, end: number): MappedText {
  return { value: text.slice(start, end), offsets: offsetsFrom(start, end) };
}

/** The part from `start` to `end` (exclusive), both indices into `value`. */
export function cut(text: MappedText, start: number, end: number = text.value.length): MappedText {
  const stop = end > start ? endOf(text, end) : text.offsets[start];
  return {
    value: text.value.slice(start, end),
    offsets: [...text.offsets.slice(start, end), stop ?? text.offsets.at(-1) ?? 0],
  };
}

/** Without white space at both ends. */
export function trim(text: MappedText): MappedText {
  const start = text.value.length - text.value.trimStart().length;
  return cut(text, start, Math.max(start, text.value.trimEnd().length));
}

/** The parts with `separator` between them; a separator's characters stand where the part before it ends. */
export function join(parts: readonly MappedText[], separator: string): MappedText {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  const offsets: number[] = [];
  for (const [index, part] of parts.entries()) {
    const end = part.offsets.at(-1) ?? 0;
    for (const offset of part.offsets.slice(0, -1)) offsets.push(offset);
    if (index < parts.length - 1) for (let unit = 0; unit < separator.length; unit++) offsets.push(end);
  }
  offsets.push(parts.at(-1)?.offsets.at(-1) ?? 0);
  return { value: parts.map((part) => part.value).join(separator), offsets };
}

/** Where the part from `start` to `end` of `value` stands in the document. */
export function spanOf(text: MappedText, start = 0, end: number = text.value.length): Span {
  const last = text.value.length;
  const from = text.offsets[Math.min(Math.max(start, 0), last)] ?? 0;
  return { start: from, end: end > start ? Math.max(from, endOf(text, Math.min(end, last))) : from };
}

/** The end of the character before `index`: not the start of the next one, which may stand a line below. */
function endOf(text: MappedText, index: number): number {
  if (index >= text.value.length) return text.offsets.at(-1) ?? 0;
  return (text.offsets[index - 1] ?? 0) + 1;
}

function offsetsFrom(start: number, end: number): number[] {
  const offsets: number[] = [];
  for (let offset = start; offset <= Math.max(start, end); offset += 1) offsets.push(offset);
  return offsets;
}
