import type { Heading, Nodes, Paragraph, Text } from 'mdast';
import type { DocumentText } from './document-text.ts';
import { join, type MappedText, mapSlice, type Span } from './mapped-text.ts';
import { spanOfNode } from './mdast-places.ts';

/** A piece of running text, with where it came from. */
interface Piece {
  readonly text: MappedText;
  /** In backticks: mentioned rather than said. */
  readonly code: boolean;
  /** Markdown shows it otherwise than it is written: formatted, escaped, a character reference. */
  readonly altered: boolean;
}

/** The text of a paragraph or heading as it is read, formatting and HTML left out. */
export interface PhrasingText {
  readonly text: MappedText;
  /** Stretches of `text.value` in backticks. */
  readonly code: readonly Span[];
  /** Stretches of `text.value` that Markdown shows otherwise than they are written. */
  readonly altered: readonly Span[];
}

const known = new WeakMap<Paragraph | Heading, PhrasingText>();

/** Each is read once, whoever asks: a node belongs to one document. */
export function readPhrasing(document: DocumentText, node: Paragraph | Heading): PhrasingText {
  const found = known.get(node) ?? readPieces(document, node);
  known.set(node, found);
  return found;
}

function readPieces(document: DocumentText, node: Paragraph | Heading): PhrasingText {
  const pieces = node.children.flatMap((child) => piecesOf(document, child, false));
  const code: Span[] = [];
  const altered: Span[] = [];
  let at = 0;
  for (const piece of pieces) {
    const span = { start: at, end: at + piece.text.value.length };
    if (piece.code) code.push(span);
    if (piece.altered) altered.push(span);
    at = span.end;
  }
  return {
    text: join(
      pieces.map((piece) => piece.text),
      '',
    ),
    code,
    altered,
  };
}

function piecesOf(document: DocumentText, node: Nodes, formatted: boolean): readonly Piece[] {
  switch (node.type) {
    case 'text':
      return [readText(document, node, formatted)];
    case 'inlineCode': {
      const text = align(document, node.value, spanOfNode(node));
      return [{ text, code: true, altered: false }];
    }
    case 'break':
      return [breakAt(document, node)];
    case 'html':
      return /^<br\b/i.test(node.value) ? [breakAt(document, node)] : [];
    case 'footnoteReference':
      return [];
    default:
      return 'children' in node
        ? node.children.flatMap((child) =>
            piecesOf(document, child, formatted || !isAutolink(document, node)),
          )
        : [];
  }
}

function breakAt(document: DocumentText, node: Nodes): Piece {
  return { text: align(document, '\n', spanOfNode(node)), code: false, altered: false };
}

function readText(document: DocumentText, node: Text, formatted: boolean): Piece {
  const span = spanOfNode(node);
  const raw = document.text.slice(span.start, span.end);
  const asWritten = raw === node.value || flatten(raw) === flatten(node.value);
  return { text: align(document, node.value, span), code: false, altered: formatted || !asWritten };
}

/** Line endings with the prefixes of containers, which are no part of the text. */
function flatten(text: string): string {
  return text.replace(/[ \t]*(?:\r\n|\n|\r)[ \t>]*/g, '\n');
}

/** A bare address that GitHub's Markdown turns into a link reads as it is written. */
function isAutolink(document: DocumentText, node: Nodes): boolean {
  const { start } = spanOfNode(node);
  return node.type === 'link' && !/[[<]/.test(document.text[start] ?? '');
}

/** Places the characters of `value` in the source at `span`, skipping what Markdown took away. */
function align(document: DocumentText, value: string, span: Span): MappedText {
  const raw = document.text.slice(span.start, span.end);
  if (raw === value) return mapSlice(document.text, span.start, span.end);
  const offsets: number[] = [];
  let at = 0;
  for (const unit of value) {
    const next = raw.indexOf(unit, at);
    const found = next === -1 ? at : next;
    for (let part = 0; part < unit.length; part += 1)
      offsets.push(Math.min(span.start + found + part, span.end));
    at = Math.min(found + unit.length, raw.length);
  }
  return { value, offsets: [...offsets, span.start + at] };
}
