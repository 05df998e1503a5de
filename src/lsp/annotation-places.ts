import type { Nodes, Parent } from 'mdast';
import { type DocumentText, readDocumentText } from '../parse/document-text.ts';
import { readFence } from '../parse/fence.ts';
import type { MappedText } from '../parse/mapped-text.ts';
import { parseMarkdown } from '../parse/parse-markdown.ts';
import { findRunbookComments } from '../parse/runbook-comment.ts';
import { type AnnotationWord, scanAnnotations } from '../parse/scan-annotations.ts';

/** The annotations of a document as they are written, be they right or wrong. Offsets are those of `text`. */
export function findAnnotationWords(text: string): readonly AnnotationWord[] {
  const document = readDocumentText(text, '');
  const mark = text.length - document.text.length;
  const words = textsIn(parseMarkdown(document.text), document).flatMap((each) =>
    scanAnnotations(each, ignore),
  );
  return words.map(({ name, value, quoted, span }) => ({
    name: shift(name, mark),
    value: value === null ? null : shift(value, mark),
    quoted,
    span: { start: span.start + mark, end: span.end + mark },
  }));
}

function textsIn(parent: Parent, document: DocumentText): readonly MappedText[] {
  return (parent.children as readonly Nodes[]).flatMap((node): readonly MappedText[] => {
    if (node.type === 'code') {
      const fence = readFence(document, node);
      return fence === null ? [] : [fence.info];
    }
    if (node.type === 'html') return findRunbookComments(document, node, ignore).map(({ body }) => body);
    return 'children' in node ? textsIn(node, document) : [];
  });
}

/** What is wrong with them is said elsewhere. */
function ignore(): void {}

function shift({ value, offsets }: MappedText, by: number): MappedText {
  return { value, offsets: offsets.map((offset) => offset + by) };
}
