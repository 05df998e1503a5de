import type { Blockquote, Heading, Paragraph, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { DocumentText } from './document-text.ts';
import { type Span, spanOf } from './mapped-text.ts';
import { readPhrasing } from './phrasing-text.ts';

/** A sentence that stops the run: `GATE:` and what follows it in its paragraph. */
export interface GateSentence {
  readonly text: string;
  readonly span: Span;
}

/** The sentences of a paragraph, list item or heading that start with `GATE:`; one in backticks is only mentioned. */
export function findGateSentences(
  document: DocumentText,
  node: Paragraph | Heading,
): readonly GateSentence[] {
  const { text, code, altered } = readPhrasing(document, node);
  const starts = Array.from(text.value.matchAll(/GATE\s?:/g))
    .filter(
      ({ index }) =>
        startsSentence(text.value.slice(0, index)) || altered.some(({ start }) => start === index),
    )
    .filter(({ index }) => !code.some((span) => index >= span.start && index < span.end));
  return starts.map((match, nth) => {
    const end = starts[nth + 1]?.index ?? text.value.length;
    return {
      text: oneLine(text.value.slice(match.index + match[0].length, end)),
      span: spanOf(text, match.index, end),
    };
  });
}

/** Only a word right before it on the same line (and no bold) puts `GATE:` in the middle of a sentence. */
function startsSentence(before: string): boolean {
  return !/[\p{L}\p{N}_][ \t]*$/u.test(before);
}

/** The text of a warning (`> CAUTION`, `> [!WARNING]`, `!!! ...`), or `null` when the node is none. */
export function readWarning(node: RootContent): string | null {
  if (node.type !== 'blockquote' && node.type !== 'paragraph') return null;
  const text = oneLine(node.type === 'paragraph' ? textOf(node) : textOfQuote(node));
  if (node.type === 'paragraph') return text.startsWith('!!!') ? text : null;
  const marked = /^\[!(WARNING|CAUTION|DANGER|IMPORTANT)\]/i.exec(text);
  if (marked !== null) return `${marked[1]?.toUpperCase()}: ${text.slice(marked[0].length).trim()}`;
  return /^[^\p{L}\p{N}]*(?:CAUTION|WARNING|DANGER|DESTRUCTIVE)\b/iu.test(text)
    ? text
    : text.startsWith('!!!')
      ? text
      : null;
}

function textOfQuote(node: Blockquote): string {
  return node.children.map((child) => textOf(child)).join(' ');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The Markdown between two offsets, without `cuts`, LF only, and without what opens a list item or bold text at its very end. */
export function sliceProse(document: DocumentText, span: Span, cuts: readonly Span[]): string {
  let text = '';
  let at = span.start;
  for (const hole of cuts) {
    if (hole.start < at || hole.end > span.end) continue;
    text += document.text.slice(at, hole.start);
    at = hole.end;
  }
  return (text + document.text.slice(at, Math.max(at, span.end)))
    .replace(/\r\n?/g, '\n')
    .replace(/(^|\n)[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]*)?[*_]*$/, '')
    .replace(/\s[*_]+$/, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
