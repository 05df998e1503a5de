import type { Position } from '../model/position.ts';
import { spanOfNode } from '../parse/mdast-places.ts';
import type { LintDocument } from './lint-document.ts';

/** Where a value of a key of the frontmatter is written; the whole frontmatter where that cannot be told. */
export function placeInFrontmatter({ root, text }: LintDocument, key: string, value: string): Position {
  const node = root.children[0];
  if (node?.type !== 'yaml') return text.locate({ start: 0, end: 0 }).position;
  const span = spanOfNode(node);
  const source = text.text.slice(span.start, span.end);
  const from = source.search(new RegExp(`^[ \\t]*${key}[ \\t]*:`, 'm'));
  const at = from < 0 ? -1 : source.indexOf(value, source.indexOf(':', from));
  if (at < 0) return text.locate(span).position;
  return text.locate({ start: span.start + at, end: span.start + at + value.length }).position;
}
