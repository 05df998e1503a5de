import type { Blockquote, Nodes, Paragraph } from 'mdast';
import { opensClaim } from '../expect/keywords.ts';
import type { DocumentText } from './document-text.ts';
import { cut, join, type MappedText, type Span, spanOf, trim } from './mapped-text.ts';
import { findNearExpect } from './near-expect.ts';
import { readPhrasing } from './phrasing-text.ts';

const opening = /(?:^|\n)[ \t]*expect(?:s|ed)?[ \t]*:[ \t]*/gi;

/** Whether a node is a quote with a line that begins with `Expect:`. */
export function isExpectQuote(document: DocumentText, node: Nodes | undefined): node is Blockquote {
  if (node?.type !== 'blockquote') return false;
  return paragraphsOf(node).some(
    (paragraph) => readPhrasing(document, paragraph).text.value.search(opening) !== -1,
  );
}

/** Whether a paragraph begins like an expectation, and whether what follows is a claim rather than free words. */
export function saysExpect(document: DocumentText, node: Paragraph): 'claim' | 'words' | null {
  const said = /^[ \t]*expect(?:s|ed)?[ \t]*:(.*)/is.exec(readPhrasing(document, node).text.value);
  if (said === null) return null;
  return opensClaim(said[1] ?? '') ? 'claim' : 'words';
}

/** Lines of a quote that read like an expectation but are none, with what was meant. */
export function findNearQuotes(
  document: DocumentText,
  quote: Blockquote,
): readonly { readonly span: Span; readonly claim: string }[] {
  return paragraphsOf(quote).flatMap((paragraph) => {
    const { text } = readPhrasing(document, paragraph);
    const lines = Array.from(text.value.matchAll(/[^\n]+/g));
    return lines.flatMap(({ index, 0: line }) => {
      const near = line.search(opening) === -1 ? findNearExpect(line) : null;
      return near === null ? [] : [{ span: spanOf(text, index, index + line.length), claim: near.claim }];
    });
  });
}

/** What stands behind each `Expect:` of some quotes, as one expectation. */
export interface QuotedExpectation {
  readonly text: MappedText;
  /** Markdown shows it otherwise than it is written, so that it could mean two things. */
  readonly altered: boolean;
}

/** `null`: the quotes hold no `Expect:`. */
export function readExpectQuotes(
  document: DocumentText,
  quotes: readonly Blockquote[],
): QuotedExpectation | null {
  const parts = quotes.flatMap(paragraphsOf).flatMap((paragraph) => readParagraph(document, paragraph));
  if (parts.length === 0) return null;
  const text = join(
    parts.map((part) => part.text),
    '; ',
  );
  return { text, altered: parts.some(({ altered }) => altered) };
}

function readParagraph(document: DocumentText, paragraph: Paragraph): readonly QuotedExpectation[] {
  const { text, altered } = readPhrasing(document, paragraph);
  const starts = Array.from(text.value.matchAll(opening));
  return starts.map((match, nth) => {
    const start = match.index + match[0].length;
    const end = starts[nth + 1]?.index ?? text.value.length;
    const part = trim(cut(text, start, end));
    return {
      text: { value: part.value.replaceAll('\n', ' '), offsets: part.offsets },
      altered: altered.some((span) => span.start < end && span.end > start),
    };
  });
}

function paragraphsOf(quote: Blockquote): readonly Paragraph[] {
  return quote.children.filter((child) => child.type === 'paragraph');
}
