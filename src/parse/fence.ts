import type { Code } from 'mdast';
import { isAnnotationName } from './annotation-table.ts';
import { type DocumentText, mapLine } from './document-text.ts';
import { join, type MappedText, mapSlice, type Span } from './mapped-text.ts';
import { spanOfNode, splitLines } from './mdast-places.ts';
import { oneSlipFrom } from './suggest.ts';

/** What a fence's language makes of it. */
type FenceKind = 'shell' | 'console' | 'output' | 'none' | 'other';

/** A fenced code block, its code as Markdown has it. */
export interface Fence {
  readonly node: Code;
  readonly span: Span;
  readonly kind: FenceKind;
  /** The first word of the info string as written; empty where it is an annotation or there is none. */
  readonly language: string;
  /** What follows the language in the info string, raw. */
  readonly info: MappedText;
  /** Each line without the indentation of its containers, and whether it stands in the document just so. */
  readonly lines: readonly (MappedText & { readonly verbatim: boolean })[];
  readonly closed: boolean;
}

/** Languages whose blocks run in the session. */
export const shellLanguages = ['bash', 'sh', 'shell', 'console', 'shell-session'] as const;

/** Reads a code node; `null` when it is indented code. */
export function readFence(document: DocumentText, node: Code): Fence | null {
  const [opening, closing] = node.data?.fences ?? [];
  if (opening === undefined) return null;
  const { language, info } = readInfo(document, opening);
  const first = (node.position?.start.line ?? 1) + 1;
  return {
    node,
    span: spanOfNode(node),
    kind: kindOf(language),
    language,
    info,
    lines: readLines(node).map((line, index) => mapLine(document, first + index, line)),
    closed: closing !== undefined,
  };
}

/** An empty fence has no line at all, one that holds a blank line has one; mdast gives `''` for both. */
function readLines(node: Code): readonly string[] {
  const height = (node.position?.end.line ?? 1) - (node.position?.start.line ?? 1);
  return node.value === '' && height < 2 ? [] : splitLines(node.value);
}

function readInfo(document: DocumentText, opening: Span): Pick<Fence, 'language' | 'info'> {
  const raw = document.text.slice(opening.start, opening.end);
  const fence = /^(?:`+|~+)[ \t]*/.exec(raw)?.[0].length ?? 0;
  // `shell script` is one language to the editors that write it so.
  const word = /^(?:shell script(?=[ \t]|$)|[^\s{]*)/.exec(raw.slice(fence))?.[0] ?? '';
  const language = isAnnotation(word) ? '' : word;
  return { language, info: mapSlice(document.text, opening.start + fence + language.length, opening.end) };
}

/** ` ``` readonly` has no language: its first word is an annotation, or meant to be one. */
function isAnnotation(word: string): boolean {
  return isAnnotationName(word) || word.includes('=') || oneSlipFrom(word, ['readonly', 'manual']) !== null;
}

function kindOf(language: string): FenceKind {
  switch (language.toLowerCase()) {
    case '':
      return 'none';
    case 'bash':
    case 'sh':
    case 'shell':
    case 'shell script':
      return 'shell';
    case 'console':
    case 'shell-session':
      return 'console';
    case 'output':
      return 'output';
    default:
      return 'other';
  }
}

/** The code of a fence, LF only, whatever line endings the document has. */
export function codeOf(fence: Fence): MappedText {
  return fence.lines.length === 0 ? { value: '', offsets: [fence.span.end] } : join(fence.lines, '\n');
}
