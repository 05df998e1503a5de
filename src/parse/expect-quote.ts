import type { Blockquote, Nodes, Paragraph } from 'mdast';
import type { DocumentText } from './document-text.ts';
import { cut, join, type MappedText, spanOf, trim } from './mapped-text.ts';
import { readPhrasing } from './phrasing-text.ts';
import type { Report } from './problem.ts';

const opening = /(?:^|\n)[ \t]*expect(?:s|ed)?[ \t]*:[ \t]*/gi;

/** Whether a node is a quote with a line that begins with `Expect:`. */
export function isExpectQuote(document: DocumentText, node: Nodes | undefined): node is Blockquote {
  if (node?.type !== 'blockquote') return false;
  return paragraphsOf(node).some(
    (paragraph) => readPhrasing(document, paragraph).text.value.search(opening) !== -1,
  );
}

/** Whether a paragraph begins like an expectation. */
export function saysExpect(document: DocumentText, node: Paragraph): boolean {
  return /^[ \t]*expect(?:s|ed)?[ \t]*:/i.test(readPhrasing(document, node).text.value);
}

/** The text behind each `Expect:` of the quotes, as one expectation; what Markdown would show otherwise than it is written is refused. */
export function readExpectQuotes(
  document: DocumentText,
  quotes: readonly Blockquote[],
  report: Report,
): MappedText | null {
  const texts = quotes
    .flatMap(paragraphsOf)
    .flatMap((paragraph) => readParagraph(document, paragraph, report));
  return texts.length === 0 ? null : join(texts, '; ');
}

function readParagraph(document: DocumentText, paragraph: Paragraph, report: Report): readonly MappedText[] {
  const { text, altered } = readPhrasing(document, paragraph);
  const starts = Array.from(text.value.matchAll(opening));
  return starts.map((match, nth) => {
    const start = match.index + match[0].length;
    const end = starts[nth + 1]?.index ?? text.value.length;
    const part = trim(cut(text, start, end));
    if (altered.some((span) => span.start < end && span.end > start)) {
      report(
        'expectation-syntax',
        spanOf(part),
        'Unexpected formatting or escape in an expectation, expected plain text; put the expectation in backticks',
      );
    }
    return { value: part.value.replaceAll('\n', ' '), offsets: part.offsets };
  });
}

function paragraphsOf(quote: Blockquote): readonly Paragraph[] {
  return quote.children.filter((child) => child.type === 'paragraph');
}
