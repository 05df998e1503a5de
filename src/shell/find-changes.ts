import type { BashNode, BashParser } from '../bash/tree/bash-parser.ts';
import { withTree } from '../bash/tree/with-tree.ts';
import { isSpecialVariable } from './own-variables.ts';

/**
 * What a block changes at most of the shell it runs in, as long as it has no aliases and none of its
 * commands is a function there.
 */
export interface BlockChanges {
  /** Words; the first of each command. */
  readonly commands: readonly string[];
  /** Names of variables that it assigns. */
  readonly variables: readonly string[];
}

/**
 * `null` when a block, by its syntax, may change anything. About four in five blocks of real runbooks change nothing. That
 * assigning a variable changes no other one has still to be seen from its attributes.
 */
export function findChanges(parser: BashParser, code: string): BlockChanges | null {
  return withTree(parser, code, (root) => {
    const found = { commands: new Set<string>(), variables: new Set<string>() };
    if (root.hasError || !isBounded(root, found)) return null;
    return { commands: [...found.commands], variables: [...found.variables] };
  });
}

interface Found {
  readonly commands: Set<string>;
  readonly variables: Set<string>;
}

/** What happens in these happens in another process. */
const elsewhere = new Set(['command_substitution', 'process_substitution', 'subshell', 'comment']);

/** Node types that by themselves change nothing; anything that is not listed may. */
const harmless = new Set(
  (
    'program list pipeline negated_command redirected_statement if_statement elif_clause else_clause case_statement ' +
    'case_item command command_name word string string_content raw_string ansi_c_string translated_string ' +
    'concatenation brace_expression number simple_expansion expansion variable_name special_variable_name ' +
    'variable_assignments file_redirect file_descriptor herestring_redirect heredoc_redirect heredoc_start heredoc_body ' +
    'heredoc_content heredoc_end extglob_pattern regex'
  ).split(' '),
);

function isBounded(node: BashNode, found: Found): boolean {
  const { type } = node;
  if (elsewhere.has(type)) return true;
  if (!node.isNamed) return !assignments.has(type);
  if (type === 'variable_assignment') return isPlainAssignment(node, found);
  if (!harmless.has(type) || isDescriptorName(node.text)) return false;
  if (type === 'command' && !isPlainCommand(node, found.commands)) return false;
  return node.children.every((child) => child === null || isBounded(child, found));
}

/** `${x=…}` and `${x:=…}`. */
const assignments = new Set(['=', ':=']);

/** `NAME=value` or `NAME+=value`; a subscript and the values of an array may be arithmetic, which can assign too. */
function isPlainAssignment(node: BashNode, found: Found): boolean {
  const name = node.childForFieldName('name');
  const value = node.childForFieldName('value');
  if (name?.type !== 'variable_name' || isSpecialVariable(name.text)) return false;
  found.variables.add(name.text);
  return value === null || isBounded(value, found);
}

/** `{name}>file` sets a variable to the descriptor it opens; the tree shows a word. */
function isDescriptorName(text: string): boolean {
  return /^\{\w+\}$/.test(text);
}

/** Builtins and keywords that may change the shell's state (bash 5.3); `printf` does with `-v`. */
const changing = new Set(
  (
    '. alias bg bind break builtin caller cd command compgen complete compopt continue coproc declare dirs disown ' +
    'enable eval exec exit export fc fg getopts hash history jobs let local logout mapfile popd printf pushd read ' +
    'readarray readonly return set shift shopt source suspend time trap typeset ulimit umask unalias unset wait'
  ).split(' '),
);

function isPlainCommand(node: BashNode, names: Set<string>): boolean {
  const name = node.childForFieldName('name')?.text ?? '';
  if (!/^[\w./+-]+$/.test(name) || changing.has(name)) return false;
  names.add(name);
  return true;
}
