import type { BashNode } from './bash-parser.ts';

/**
 * Whether a node is `$((...))` that the grammar took for a subshell in a substitution, as it does in heredocs. Bash
 * takes it for arithmetic where the parentheses within are balanced; what is quoted in it is not looked through.
 */
export function isArithmetic({ type, text }: BashNode): boolean {
  if (type !== 'command_substitution') return false;
  const inner = /^\s*\$\(\(([^'"\\]*)\)\)$/.exec(text)?.[1];
  return inner !== undefined && isBalanced(inner);
}

function isBalanced(text: string): boolean {
  let open = 0;
  for (const character of text) {
    if (character === '(') open += 1;
    if (character === ')') open -= 1;
    if (open < 0) return false;
  }
  return open === 0;
}
