import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { DocumentText } from './document-text.ts';
import { shellLanguages } from './fence.ts';
import { type MappedText, type Span, spanOf } from './mapped-text.ts';
import { mapValue, spanOfNode } from './mdast-places.ts';

const markup = /<!--|-->|<\/?[A-Za-z][^<>]*>/g;

/** Shell fences that an author may take for blocks although they stand in raw HTML or in indented code. */
export function findHiddenFences(
  document: DocumentText,
  node: Nodes & { readonly value: string },
): readonly Span[] {
  if (!/```|~~~/.test(node.value)) return [];
  const text = node.type === 'html' ? mapValue(document, node) : null;
  if (text === null) return fencesOf(node.value).length === 0 ? [] : [firstLine(document, spanOfNode(node))];
  return fencesOf(text.value.replace(markup, (tag) => tag.replace(/[^\n]/g, ' '))).map((span) =>
    openingOf(text, span),
  );
}

function openingOf(text: MappedText, span: Span): Span {
  const end = text.value.indexOf('\n', span.start);
  return spanOf(text, span.start, end === -1 ? span.end : end);
}

function firstLine(document: DocumentText, span: Span): Span {
  const end = document.text.slice(span.start, span.end).search(/[\r\n]/);
  return end === -1 ? span : { start: span.start, end: span.start + end };
}

function fencesOf(markdown: string): readonly Span[] {
  const found: Span[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'code' && shellLanguages.some((language) => language === node.lang?.toLowerCase())) {
      if (!beginsWithOption(node.value)) found.push(spanOfNode(node));
    } else if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(fromMarkdown(markdown));
  return found;
}

/** The options of a command that is told elsewhere, as in the tabs of a manual, are none themselves. */
function beginsWithOption(code: string): boolean {
  return /^\s*--?[A-Za-z]/.test(code);
}
