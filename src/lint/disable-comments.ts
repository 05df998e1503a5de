import type { Html, Nodes, RootContent } from 'mdast';
import type { DocumentText } from '../parse/document-text.ts';
import { type MappedText, type Span, spanOf } from '../parse/mapped-text.ts';
import { mapValue, spanOfNode } from '../parse/mdast-places.ts';

/** `<!-- runbook-lint-disable RULE: reason -->`, which speaks about what stands directly behind it. */
export interface DisableComment {
  readonly rules: readonly { readonly id: string; readonly span: Span }[];
  /** Empty where none is given. */
  readonly reason: string;
  readonly span: Span;
  /** What it speaks about, itself included; `null`: nothing stands behind it. */
  readonly about: Span | null;
}

const marker = /<!--\s*runbook-lint-disable\b((?:(?!-->)[\s\S])*)-->/g;

/** The comments of a document that disable rules, in order. */
export function findDisableComments(root: Nodes, document: DocumentText): readonly DisableComment[] {
  if (!document.text.includes('runbook-lint-disable')) return [];
  const found: DisableComment[] = [];
  const visit = (node: Nodes): void => {
    if (!('children' in node)) return;
    for (const [index, child] of node.children.entries()) {
      if (child.type === 'html') found.push(...readComments(child, node.children, index, document));
      visit(child);
    }
  };
  visit(root);
  return found;
}

function readComments(
  html: Html,
  siblings: readonly RootContent[],
  index: number,
  document: DocumentText,
): readonly DisableComment[] {
  const text = mapValue(document, html);
  return Array.from(text.value.matchAll(marker), (match) => {
    const span = spanOf(text, match.index, match.index + match[0].length);
    const inner = match[1] ?? '';
    const start = match.index + match[0].indexOf(inner, match[0].indexOf('disable'));
    const colon = inner.indexOf(':');
    const names = colon < 0 ? inner : inner.slice(0, colon);
    const end = endOfSubject(siblings, index);
    return {
      rules: readNames(text, names, start),
      reason: colon < 0 ? '' : inner.slice(colon + 1).trim(),
      span,
      about: end === null ? null : { start: span.start, end },
    };
  });
}

function readNames(text: MappedText, names: string, start: number): DisableComment['rules'] {
  return Array.from(names.matchAll(/[^\s,]+/g), ({ 0: id, index }) => ({
    id,
    span: spanOf(text, start + index, start + index + id.length),
  }));
}

/** Comments between it and its subject are passed over; what belongs to a fence (output, a quote) is part of it. */
function endOfSubject(siblings: readonly RootContent[], index: number): number | null {
  let at = index + 1;
  while (siblings[at]?.type === 'html') at++;
  const subject = siblings[at];
  if (subject === undefined) return null;
  let last = subject;
  if (subject.type === 'code') {
    for (let next = siblings[++at]; next !== undefined && belongs(next); next = siblings[++at]) last = next;
  }
  return spanOfNode(last).end;
}

function belongs(node: RootContent): boolean {
  return node.type === 'blockquote' || (node.type === 'code' && node.lang === 'output');
}
