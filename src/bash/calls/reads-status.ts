import type { BashNode } from '../tree/bash-parser.ts';
import { childrenOf } from '../tree/with-tree.ts';

/**
 * Whether a command reads `$?` or `PIPESTATUS` as the command before it left them: it does so before any
 * command of its own has finished.
 */
export function readsStatus(node: BashNode): boolean {
  if (node.type === 'special_variable_name') return node.text === '?';
  if (node.type === 'variable_name') return node.text === 'PIPESTATUS';
  if (node.type === 'function_definition') return false;
  return firstRun(node).some(readsStatus);
}

/** Only their first command sees the status of the one before. */
const sequences = new Set([
  'list',
  'compound_statement',
  'subshell',
  'do_group',
  'command_substitution',
  'process_substitution',
  'if_statement',
  'while_statement',
]);

/** The parts of a node that are evaluated before a command in it has finished. */
function firstRun(node: BashNode): readonly BashNode[] {
  const parts = childrenOf(node).filter((child) => child.node.isNamed && child.node.type !== 'comment');
  const commands = node.type === 'case_item' ? parts.filter(({ field }) => field !== 'value') : parts;
  const first = sequences.has(node.type) || node.type === 'case_item' ? commands.slice(0, 1) : commands;
  return first.map((child) => child.node);
}
