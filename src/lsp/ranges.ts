import type { Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Position } from '../model/position.ts';

/** A place as an editor counts: lines from 0, characters in UTF-16 units. */
export function rangeOf(document: TextDocument, { start, end }: Position): Range {
  return { start: document.positionAt(start.offset), end: document.positionAt(end.offset) };
}

export function overlaps(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
