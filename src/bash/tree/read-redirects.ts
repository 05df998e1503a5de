import type { BashNode } from './bash-parser.ts';
import type { Input, Redirect, Span } from './shell-command.ts';
import { childrenOf } from './with-tree.ts';
import { readWord, type Word, withoutEscapes, wordOf } from './word.ts';

export function isRedirect(node: BashNode): boolean {
  return node.type.endsWith('_redirect');
}

export function spanOf(node: BashNode): Span {
  return { line: node.startPosition.row, offset: node.startIndex, endOffset: node.endIndex };
}

/** The files that a redirection node opens. */
export function readRedirects(node: BashNode): readonly Redirect[] {
  if (node.type === 'heredoc_redirect') return fieldOf(node, 'redirect').flatMap(readRedirects);
  const target = destinations(node)[0];
  if (node.type !== 'file_redirect' || target === undefined) return [];
  return [{ ...spanOf(node), operator: operatorOf(node), target, source: node.text }];
}

/** The grammar puts words of the command that stand behind a redirection into the redirection. */
export function wordsBehind(node: BashNode): readonly Word[] {
  if (node.type === 'file_redirect') return destinations(node).slice(1);
  if (node.type !== 'heredoc_redirect') return [];
  const row = node.namedChildren.find((child) => child?.type === 'heredoc_start')?.endPosition.row ?? 0;
  // The grammar gives the beginning of a body that starts with a backslash as arguments too.
  const words = fieldOf(node, 'argument').filter(({ endPosition }) => endPosition.row === row);
  return [
    ...words.map((argument) => readWord([argument])),
    ...fieldOf(node, 'redirect').flatMap(wordsBehind),
  ];
}

/** What the last of some redirections gives a command to read; `null`: none of them does. */
export function readInput(nodes: readonly BashNode[], code: string): Input | null {
  return nodes.map((node) => inputOf(node, code)).findLast((input) => input !== null) ?? null;
}

function inputOf(node: BashNode, code: string): Input | null {
  if (node.type === 'heredoc_redirect')
    return { type: 'text', text: heredocBody(node, code), line: lineOf(node) + 1 };
  if (node.type === 'herestring_redirect') {
    const text = node.namedChildren.filter((child) => child !== null).slice(-1);
    return { type: 'text', text: readWord(text), line: lineOf(node) };
  }
  const file = destinations(node)[0];
  return operatorOf(node).startsWith('<') && file !== undefined ? { type: 'file', file } : null;
}

/** Cut out of the code: as a node, a body that holds expansions begins at the first of them. */
function heredocBody(node: BashNode, code: string): Word {
  const part = (type: string) => node.namedChildren.find((child) => child?.type === type);
  const start = part('heredoc_start');
  const lineEnd = code.indexOf('\n', start?.endIndex ?? node.startIndex);
  const body = lineEnd < 0 ? '' : code.slice(lineEnd + 1, part('heredoc_end')?.startIndex ?? node.endIndex);
  return wordOf(/['"\\]/.test(start?.text ?? '') ? body : withoutEscapes(body));
}

const lineOf = (node: BashNode) => node.startPosition.row;

/** The grammar does not know `<>` and calls its second half an error. */
function operatorOf(node: BashNode): string {
  const parts = node.children.filter((child) => child !== null);
  return parts.map((child) => (/^[<>&|]+$/.test(child.text) ? child.text : '')).join('');
}

function destinations(node: BashNode): readonly Word[] {
  return fieldOf(node, 'destination').map((destination) => readWord([destination]));
}

function fieldOf(node: BashNode, name: string): readonly BashNode[] {
  return childrenOf(node).flatMap((child) => (child.field === name ? [child.node] : []));
}
