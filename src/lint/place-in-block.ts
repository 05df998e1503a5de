import type { Position } from '../model/position.ts';
import type { BlockStep, Segment } from '../model/runbook.ts';
import { type DocumentText, mapLine } from '../parse/document-text.ts';

/**
 * Where a stretch of a block's code stands in the document. Offsets are UTF-16 units in `block.code`, `end`
 * exclusive. What Markdown strips from the lines of a block (quote marks, indentation, prompts) is accounted for.
 */
export function placeInBlock(text: DocumentText, block: BlockStep, start: number, end: number): Position {
  const from = offsetInDocument(text, block, start);
  const to = end > start ? offsetInDocument(text, block, end - 1) + 1 : from;
  return text.locate({ start: from, end: Math.max(from, to) }).position;
}

/** Where a line of some code, counted from 0, starts and ends; the last line where it has no such line. */
export function lineInCode(code: string, line: number): { readonly start: number; readonly end: number } {
  const lines = code.split('\n');
  const at = Math.min(Math.max(line, 0), lines.length - 1);
  const start = lines.slice(0, at).reduce((sum, text) => sum + text.length + 1, 0);
  return { start, end: start + (lines[at]?.length ?? 0) };
}

function offsetInDocument(text: DocumentText, block: BlockStep, offset: number): number {
  const { segment, within } = findSegment(block.segments, offset);
  const before = segment.code.slice(0, within).split('\n');
  const row = before.length - 1;
  const column = before.at(-1)?.length ?? 0;
  const line = mapLine(text, segment.line + row, segment.code.split('\n')[row] ?? '');
  return line.offsets[column] ?? line.offsets.at(-1) ?? 0;
}

function findSegment(
  segments: readonly Segment[],
  offset: number,
): { readonly segment: Segment; readonly within: number } {
  let start = 0;
  for (const segment of segments) {
    if (offset < start + segment.code.length) return { segment, within: offset - start };
    start += segment.code.length;
  }
  const last = segments.at(-1) ?? { code: '', line: 1, expectation: null, placeholders: [] };
  return { segment: last, within: last.code.length };
}
