import type { Code } from 'mdast';
import { exactOutputProblems } from '../expect/exact-output-problems.ts';
import type { Attachments } from '../parse/attachments.ts';
import type { DocumentText } from '../parse/document-text.ts';
import { codeOf, type Fence, readFence } from '../parse/fence.ts';
import type { Flow } from '../parse/flow.ts';
import { announcement, readSaidText } from './said-text.ts';

/** A fence that shows what the block before it prints. */
export interface ShownOutput {
  readonly fence: Fence;
  /** It stands directly behind the block, or behind words that announce it. */
  readonly where: 'directly' | 'announced';
  /** It is what is expected, line by line, or merely looks like it. */
  readonly exact: boolean;
}

const textual = /^(?:text|txt|plain|plaintext|console|json|ya?ml|log)?$/i;

/** Finds the output that a document shows of the block at `flow`; `isCode` tells commands from what they print. */
export function findShownOutput(
  { siblings, index }: Flow,
  around: Attachments,
  document: DocumentText,
  isCode: (fence: Fence) => boolean,
): ShownOutput | null {
  if (around.output !== null) return null;
  const next = siblings[index + around.after.length + 1];
  if (next?.type === 'code') {
    const fence = readShown(document, next, isCode);
    if (fence === null || !/^(?:text|txt)?$/i.test(fence.language)) return null;
    return { fence, where: 'directly', exact: isStable(fence) };
  }
  if (next?.type !== 'paragraph') return null;
  const said = announcement(readSaidText(document, next));
  const shown = siblings[index + around.after.length + 2];
  if (said === null || shown?.type !== 'code') return null;
  const fence = readShown(document, shown, isCode);
  return fence === null ? null : { fence, where: 'announced', exact: said === 'expected' && isStable(fence) };
}

function readShown(document: DocumentText, node: Code, isCode: (fence: Fence) => boolean): Fence | null {
  const fence = readFence(document, node);
  if (fence === null || !fence.closed || !textual.test(fence.language)) return null;
  return fence.info.value.trim() !== '' || isCode(fence) ? null : fence;
}

/** What differs from one day to the next: times, sizes, addresses, hashes, versions, and what the author left out. */
const volatile =
  /\d{1,2}:\d{2}|\d{4}-\d{2}-\d{2}|\b\d+(?:\.\d+)?\s?(?:ms|[smhd]|min|days?|[KMGT]i?B?|bytes|%)(?![\w])|\b\d{1,3}(?:\.\d{1,3}){3}\b|(?:[0-9a-f]{2}:){3}|\b(?=[0-9a-f]*\d)[0-9a-f]{7,}\b|<[^<>]+>|\$\{?\w|\.{3}|…|\bx{3,}\b|snip|\d+\.\d+\.\d+|\d{4,}/i;

const mostLines = 20;

function isStable(fence: Fence): boolean {
  const lines = fence.lines.map(({ value }) => value);
  if (lines.length > mostLines || fence.lines.some(({ verbatim }) => !verbatim)) return false;
  return (
    exactOutputProblems(lines).length === 0 &&
    lines.every((line) => line.trim() === '...' || !volatile.test(line))
  );
}

/** The lines that must appear, where they are few enough to be claims. */
export function fewLines(fence: Fence): readonly string[] | null {
  const lines = codeOf(fence)
    .value.split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.length > 0 && lines.length <= 3 && lines.every((line) => line !== '...') ? lines : null;
}
