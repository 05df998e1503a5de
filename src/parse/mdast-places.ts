import type { Nodes } from 'mdast';
import { type DocumentText, mapLine } from './document-text.ts';
import { join, type MappedText, mapSlice, type Span } from './mapped-text.ts';

/** Where a node stands; nodes that come from source text always have a position. */
export function spanOfNode(node: Nodes): Span {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
}

export function splitLines(value: string): readonly string[] {
  return value.split(/\r\n|\n|\r/);
}

/** The value of a node that begins where the node does (raw HTML), its lines without their container's prefix, LF only. */
export function mapValue(document: DocumentText, node: Nodes & { readonly value: string }): MappedText {
  const [first = '', ...others] = splitLines(node.value);
  const { start } = spanOfNode(node);
  const line = node.position?.start.line ?? 1;
  const head = mapSlice(document.text, start, start + first.length);
  return join([head, ...others.map((text, index) => mapLine(document, line + index + 1, text))], '\n');
}
