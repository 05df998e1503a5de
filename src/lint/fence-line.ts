import type { Position } from '../model/position.ts';
import type { BlockStep } from '../model/runbook.ts';
import type { DocumentText } from '../parse/document-text.ts';

/** Where the language of a block stands in its opening fence; empty behind the fence's marks where it has none. */
export function placeOfLanguage(text: DocumentText, { source, language }: BlockStep): Position {
  const { start } = text.spanOf(source);
  const marks = /^(?:`+|~+)[ \t]*/.exec(text.text.slice(start, start + 1000))?.[0].length ?? 0;
  return text.locate({ start: start + marks, end: start + marks + language.length }).position;
}
