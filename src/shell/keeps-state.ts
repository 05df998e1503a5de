import type { BashNode, BashParser } from '../bash/bash-parser.ts';
import { withTree } from '../bash/with-tree.ts';

/**
 * The commands a block names, when by its syntax it changes nothing of the shell it runs in as long as none of them is a function or
 * an alias there; `null` when it may. About four in five blocks of real runbooks change nothing.
 */
export function findPureCommands(parser: BashParser, code: string): readonly string[] | null {
  return withTree(parser, code, (root) => {
    const names = new Set<string>();
    return !root.hasError && isPure(root, names) ? [...names] : null;
  });
}

/** What happens in these happens in another process. */
const elsewhere = new Set(['command_substitution', 'process_substitution', 'subshell', 'comment']);

/** Node types that by themselves change nothing; anything that is not listed may. */
const harmless = new Set(
  (
    'program list pipeline negated_command redirected_statement if_statement elif_clause else_clause case_statement ' +
    'case_item command command_name word string string_content raw_string ansi_c_string translated_string ' +
    'concatenation brace_expression number simple_expansion expansion variable_name special_variable_name ' +
    'file_redirect file_descriptor herestring_redirect heredoc_redirect heredoc_start heredoc_body heredoc_content ' +
    'heredoc_end extglob_pattern regex'
  ).split(' '),
);

function isPure(node: BashNode, names: Set<string>): boolean {
  if (elsewhere.has(node.type)) return true;
  if (!node.isNamed) return !assignments.has(node.type);
  if (!harmless.has(node.type) || isDescriptorName(node.text)) return false;
  if (node.type === 'command' && !isPlainCommand(node, names)) return false;
  return node.children.every((child) => child === null || isPure(child, names));
}

/** `${x=…}` and `${x:=…}`. */
const assignments = new Set(['=', ':=']);

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
