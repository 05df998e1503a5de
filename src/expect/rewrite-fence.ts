import type { Position } from '../model/position.ts';
import type { LineEdit } from './accept-output.ts';

/** A line of a document before and after, without its ending. */
export interface DocumentEdit {
  /** 1-based line of the document as it was; of the line before it for one that is new. */
  readonly line: number;
  readonly old: string | null;
  readonly now: string | null;
}

export interface RewrittenDocument {
  readonly text: string;
  /** The fence from its first to its last line. */
  readonly edits: readonly DocumentEdit[];
}

interface RawLine {
  readonly text: string;
  readonly ending: string;
}

/**
 * Applies the edits of an output fence to the document it stands in. No other line is touched; line endings, the
 * indentation of lists and the marks of quotes stay. `null`: the fence does not stand where it should.
 */
export function rewriteFence(
  document: string,
  { start, end }: Position,
  edits: readonly LineEdit[],
): RewrittenDocument | null {
  const lines = splitRaw(document);
  const body = lines.slice(start.line, end.line - 1);
  const opening = readMark(lines[start.line - 1], start.column - 1);
  const closing = readClosing(lines[end.line - 1]);
  if (opening === null || closing === null || body.length !== edits.filter(({ old }) => old !== null).length)
    return null;
  const ticks = opening.ticks.charAt(0).repeat(lengthFor(opening.ticks, edits));
  const remark = (line: RawLine, mark: Mark): RawLine => ({
    ...line,
    text: ticks.length > mark.ticks.length ? mark.before + ticks + mark.after : line.text,
  });
  const rewritten = [
    { line: start.line, old: opening.line, now: remark(opening.line, opening) },
    ...rewriteBody(body, edits, opening, start.line + 1),
    { line: end.line, old: closing.line, now: remark(closing.line, closing) },
  ];
  const now = rewritten.flatMap((each) => each.now ?? []);
  const all = [...lines.slice(0, start.line - 1), ...now, ...lines.slice(end.line)];
  return {
    text: all.map(({ text, ending }) => text + ending).join(''),
    edits: rewritten.map((each) => ({
      line: each.line,
      old: each.old?.text ?? null,
      now: each.now?.text ?? null,
    })),
  };
}

interface Mark {
  readonly line: RawLine;
  /** What stands before the fence: indentation, and the marks of quotes. */
  readonly before: string;
  readonly ticks: string;
  readonly after: string;
}

function rewriteBody(
  body: readonly RawLine[],
  edits: readonly LineEdit[],
  { before, line: { ending } }: Mark,
  first: number,
) {
  let next = 0;
  return edits.map(({ old, now }) => {
    const raw = old === null ? null : (body[next] ?? null);
    const line = first + next - (raw === null ? 1 : 0);
    if (raw !== null) next += 1;
    if (now === old) return { line, old: raw, now: raw };
    const prefix =
      raw !== null && old !== null && old !== '' && raw.text.endsWith(old)
        ? raw.text.slice(0, -old.length)
        : before;
    const text = now === '' ? prefix.trimEnd() : prefix + now;
    return { line, old: raw, now: now === null ? null : { text, ending: raw?.ending ?? ending } };
  });
}

/** A line of the output must not close the fence. */
function lengthFor(ticks: string, edits: readonly LineEdit[]): number {
  const closes = ticks.startsWith('`') ? /^ {0,3}(`{3,})\s*$/ : /^ {0,3}(~{3,})\s*$/;
  const longest = edits.map(({ now }) => closes.exec(now ?? '')?.[1]?.length ?? 0);
  return Math.max(ticks.length, ...longest.map((length) => length + 1).filter((length) => length > 1));
}

function readMark(line: RawLine | undefined, column: number): Mark | null {
  const ticks = /^(?:`{3,}|~{3,})/.exec(line?.text.slice(column) ?? '')?.[0];
  if (line === undefined || ticks === undefined) return null;
  return { line, before: line.text.slice(0, column), ticks, after: line.text.slice(column + ticks.length) };
}

function readClosing(line: RawLine | undefined): Mark | null {
  const [, before = '', ticks = '', after = ''] = /^(.*?)(`{3,}|~{3,})(\s*)$/.exec(line?.text ?? '') ?? [];
  return line === undefined || ticks === '' ? null : { line, before, ticks, after };
}

function splitRaw(document: string): readonly RawLine[] {
  const parts = document.split(/(\r\n|\n|\r)/);
  return Array.from({ length: Math.ceil(parts.length / 2) }, (_, index) => ({
    text: parts[index * 2] ?? '',
    ending: parts[index * 2 + 1] ?? '',
  }));
}
