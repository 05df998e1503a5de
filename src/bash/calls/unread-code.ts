import type { BashNode } from '../tree/bash-parser.ts';
import { spanOf } from '../tree/read-redirects.ts';
import type { Span } from '../tree/shell-command.ts';

/** A stretch of code that the grammar could not read, or read otherwise than bash does; `null`: there is none. */
export function findUnread(root: BashNode, code: string): (Span & { readonly text: string }) | null {
  const node = findError(root) ?? findMisread(root, code);
  return node === null ? null : { ...spanOf(node), text: node.text };
}

function findError(root: BashNode): BashNode | null {
  if (!root.hasError) return null;
  const errors = root.descendantsOfType('ERROR').filter((node) => node !== null);
  return errors.find((node) => !isReadAnyway(node)) ?? (errors.length === 0 ? root : null);
}

/** The grammar does not know `<>`; it is read as the redirection it is. */
function isReadAnyway(error: BashNode): boolean {
  return error.text === '>' && error.parent?.type === 'file_redirect';
}

function findMisread(root: BashNode, code: string): BashNode | null {
  for (const { index, 0: opener } of code.matchAll(/\$\(|[<>]\(|`/g)) {
    if (/(?<!\\)(?:\\\\)*\\$/.test(code.slice(Math.max(0, index - 20), index))) continue;
    const node = root.descendantForIndex(index, index + 1);
    if (node !== null && !isRead(node, index, opener)) return node;
  }
  return (
    root.descendantsOfType('variable_assignment').find((node) => node !== null && reachesOn(node)) ?? null
  );
}

/** Behind `a=` and an escaped blank, the grammar takes the next line for the value. */
function reachesOn(assignment: BashNode): boolean {
  if (assignment.parent?.type === 'c_style_for_statement') return false;
  const sign = assignment.children.findIndex((child) => child?.type === '=' || child?.type === '+=');
  const [end, start] = [assignment.children[sign]?.endIndex, assignment.children[sign + 1]?.startIndex];
  return end !== undefined && start !== undefined && end !== start;
}

/** Nodes whose text is not code, or is looked into elsewhere. */
const text = new Set(['raw_string', 'ansi_c_string', 'heredoc_redirect', 'regex', 'extglob_pattern']);
/** Where `<(` is a comparison or two characters. */
const noProcess = new Set(['string', 'binary_expression', 'arithmetic_expansion', 'c_style_for_statement']);

/** Whether what opens a substitution at `index` is one to the grammar too, or stands where it opens none. */
function isRead(leaf: BashNode, index: number, opener: string): boolean {
  for (let node: BashNode | null = leaf; node !== null; node = node.parent) {
    if (text.has(node.type)) return true;
    if (node.type === 'comment') return node.parent?.type !== 'expansion';
    if (opener === '`') {
      if (node.type === 'command_substitution' && /^\s*`/.test(node.text)) return true;
      if (node.type === 'word' && holdsWhole(node.text)) return true;
    } else if (opener === '$(') {
      if (/^(command_substitution|arithmetic_expansion)$/.test(node.type) && beginsAt(node, index))
        return true;
    } else if (noProcess.has(node.type) || (node.type === 'process_substitution' && beginsAt(node, index))) {
      return true;
    }
  }
  return false;
}

/** Each backtick has its partner in the same text. */
function holdsWhole(source: string): boolean {
  return (source.match(/(?<!\\)`/g)?.length ?? 0) % 2 === 0;
}

/** In a string, blanks before a substitution belong to its node. */
function beginsAt({ startIndex, text: source }: BashNode, index: number): boolean {
  return startIndex + source.length - source.trimStart().length === index;
}
