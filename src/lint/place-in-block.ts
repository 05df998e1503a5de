import type { Position } from '../model/position.ts';
import type { BlockStep, Runbook, Segment } from '../model/runbook.ts';
import { mapLine, readDocumentText } from '../parse/document-text.ts';

/**
 * Where a stretch of a block's code stands in the document. Offsets are UTF-16 units in `block.code`, `end`
 * exclusive. What Markdown strips from the lines of a block (quote marks, indentation, prompts) is accounted for.
 */
export function placeInBlock(runbook: Runbook, block: BlockStep, start: number, end: number): Position {
  const from = offsetInDocument(runbook, block, start);
  const to = end > start ? offsetInDocument(runbook, block, end - 1) + 1 : from;
  return readDocumentText(runbook.text, runbook.file).locate({ start: from, end: Math.max(from, to) })
    .position;
}

/** Where a line of a block's code, counted from 0, stands in the document. */
export function placeOfLine(runbook: Runbook, block: BlockStep, line: number): Position {
  const lines = block.code.split('\n');
  const at = Math.min(Math.max(line, 0), lines.length - 1);
  const start = lines.slice(0, at).reduce((sum, text) => sum + text.length + 1, 0);
  return placeInBlock(runbook, block, start, start + (lines[at]?.length ?? 0));
}

function offsetInDocument(runbook: Runbook, block: BlockStep, offset: number): number {
  const { segment, within } = findSegment(block.segments, offset);
  const before = segment.code.slice(0, within).split('\n');
  const row = before.length - 1;
  const column = before.at(-1)?.length ?? 0;
  const line = mapLine(
    readDocumentText(runbook.text, runbook.file),
    segment.line + row,
    segment.code.split('\n')[row] ?? '',
  );
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
