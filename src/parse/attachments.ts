import type { Blockquote, Code, RootContent } from 'mdast';
import { isExpectQuote } from './expect-quote.ts';
import { readFence } from './fence.ts';
import type { Flow } from './flow.ts';
import { spanOfNode } from './mdast-places.ts';
import type { ParseContext } from './parse-context.ts';
import { readWarning } from './prose-stops.ts';
import { findRunbookComments, type RunbookComment, roleOf } from './runbook-comment.ts';

/** What stands directly before and after a fence and belongs to it. */
export interface Attachments {
  readonly comment: RunbookComment | null;
  readonly warnings: readonly string[];
  readonly output: Code | null;
  readonly quotes: readonly Blockquote[];
  /** The nodes after the fence that belong to it. */
  readonly after: readonly RootContent[];
}

export function findAttachments(flow: Flow, context: ParseContext): Attachments {
  const comment = findComment(flow, context);
  const after = findAfter(flow, context);
  return {
    comment,
    warnings: findWarnings(flow, flow.index - (comment === null ? 1 : 2)),
    output: after.find((node) => node.type === 'code') ?? null,
    quotes: after.filter((node) => node.type === 'blockquote'),
    after,
  };
}

function findComment({ siblings, index, atTop }: Flow, context: ParseContext): RunbookComment | null {
  const before = siblings[index - 1];
  if (before?.type !== 'html') return null;
  const [comment] = findRunbookComments(context.document, before, () => {});
  return comment !== undefined && roleOf(comment, siblings, index - 1, atTop) === 'block' ? comment : null;
}

function findWarnings({ siblings }: Flow, last: number): readonly string[] {
  const node = siblings[last];
  const warning = node === undefined ? null : readWarning(node);
  if (warning === null) return [];
  let first = last;
  while (first > 0 && readWarning(siblings[first - 1] as RootContent) !== null) first -= 1;
  return siblings.slice(first, last + 1).map((sibling) => readWarning(sibling) ?? '');
}

/** One output fence and any number of `> Expect:` quotes, in any order. */
function findAfter({ siblings, index }: Flow, context: ParseContext): readonly RootContent[] {
  const after: RootContent[] = [];
  for (let next = index + 1; next < siblings.length; next += 1) {
    const node = siblings[next] as RootContent;
    const output = node.type === 'code' && readFence(context.document, node)?.kind === 'output';
    if (output && !after.some(({ type }) => type === 'code')) after.push(node);
    else if (isExpectQuote(context.document, node)) after.push(node);
    else break;
  }
  return after;
}

/** Where the fence and what belongs to it end. */
export function endOf(flow: Flow, attachments: Attachments): number {
  return spanOfNode(attachments.after.at(-1) ?? flow.node).end;
}
