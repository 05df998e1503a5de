import type { BashNode } from '../bash/tree/bash-parser.ts';
import type { Span } from './mapped-text.ts';
import { findNearExpect } from './near-expect.ts';

/** A trailing `# expect ...` comment; offsets are indices into the code. */
export interface ExpectComment {
  /** From the `#` to the end of the line. */
  readonly span: Span;
  /** Where the expectation itself begins. */
  readonly text: number;
  /** Where the command on its line ends, or why there is no such command. */
  readonly command: { readonly end: number } | { readonly fault: string };
}

const mark = /(?<=^|[\s;])#+[ \t]*expect(?:(?:s|ed)?[ \t]*:|(?![^\s]))[ \t]*/gim;

/** Whether a line of shell holds, or looks as if it held, an `# expect` comment. */
export function mentionsExpect(code: string): boolean {
  return code.search(mark) !== -1;
}

/** Comments that read like an `# expect` but are none, with what was meant. */
export function findNearComments(root: BashNode): readonly { readonly span: Span; readonly claim: string }[] {
  return root.descendantsOfType('comment').flatMap((node) => {
    if (node === null || mentionsExpect(node.text)) return [];
    const near = findNearExpect(node.text.replace(/^#+/, ''));
    return near === null ? [] : [{ span: { start: node.startIndex, end: node.endIndex }, claim: near.claim }];
  });
}

/** The `# expect` comments of some shell code, found on its syntax tree: in strings and heredocs they are text. */
export function findExpectComments(code: string, root: BashNode): readonly ExpectComment[] {
  return Array.from(code.matchAll(mark)).flatMap((match) => {
    const node = root.descendantForIndex(match.index, match.index + 1);
    if (node === null || isQuoted(node)) return [];
    const lineEnd = code.indexOf('\n', match.index);
    const span = { start: match.index, end: lineEnd === -1 ? code.length : lineEnd };
    return [{ span, text: match.index + match[0].length, command: findCommand(node, match.index) }];
  });
}

function findCommand(node: BashNode, start: number): ExpectComment['command'] {
  if (node.type !== 'comment')
    return { fault: 'the shell code around it can not be read; use `expect=` on the block' };
  if (node.startIndex !== start)
    return { fault: 'another comment stands before it; begin the comment with `# expect`' };
  const owner = ownerOf(node);
  if (owner === null) {
    return { fault: 'it stands inside a loop, function, list or pipeline; put it behind the whole command' };
  }
  if (owner === 'none')
    return { fault: 'no command ends on its line; put it at the end of the line of its command' };
  if (owner === 'background')
    return { fault: 'its command runs in the background; put it behind one that is waited for' };
  return { end: owner.endIndex };
}

/** The top-level command that ends on the comment's line, or whose heredoc begins there. */
function ownerOf(comment: BashNode): BashNode | 'none' | 'background' | null {
  if (comment.parent?.type === 'program') {
    if (comment.previousSibling?.type === '&') return 'background';
    const before = comment.previousNamedSibling;
    return before !== null && before.endPosition.row === comment.startPosition.row ? before : 'none';
  }
  let node = comment.parent;
  while (node?.type === 'heredoc_redirect' || node?.type === 'redirected_statement') {
    if (node.parent?.type === 'program') return node;
    node = node.parent;
  }
  return null;
}

const quoting = new Set([
  'heredoc_body',
  'string',
  'raw_string',
  'ansi_c_string',
  'translated_string',
  'regex',
]);

function isQuoted(node: BashNode): boolean {
  for (let at: BashNode | null = node; at !== null; at = at.parent) {
    if (quoting.has(at.type)) return true;
    if (at.type === 'command_substitution') return false;
  }
  return false;
}
