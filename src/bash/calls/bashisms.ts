import type { BashNode, BashParser } from '../tree/bash-parser.ts';
import { spanOf } from '../tree/read-redirects.ts';
import type { Span } from '../tree/shell-command.ts';
import { withTree } from '../tree/with-tree.ts';

/** Something that bash reads otherwise than a POSIX shell does, or that a POSIX shell refuses. */
export interface Bashism extends Span {
  /** As a sentence calls it: "an array", or code in backticks. */
  readonly name: string;
}

/** The first thing in some code that only bash understands; `null`: a POSIX shell reads all of it. */
export function findBashism(parser: BashParser, code: string): Bashism | null {
  return withTree(parser, code, (root) => first(root));
}

function first(node: BashNode): Bashism | null {
  const name = nameOf(node);
  if (name !== null) return { ...spanOf(node), name };
  for (const child of node.children) {
    const found = child === null ? null : first(child);
    if (found !== null) return found;
  }
  return null;
}

function nameOf(node: BashNode): string | null {
  switch (node.type) {
    case 'test_command':
      return node.text.startsWith('[[') ? '`[[ ]]`' : null;
    case 'process_substitution':
      return 'process substitution';
    case 'herestring_redirect':
      return '`<<<`';
    case 'array':
      return 'an array';
    case 'subscript':
      return node.parent?.type === 'expansion' ? 'an array' : null;
    case 'ansi_c_string':
      return "`$'...'`";
    case 'c_style_for_statement':
      return '`for ((...))`';
    case 'compound_statement':
      return node.text.startsWith('((') ? '`((...))`' : null;
    case 'function_definition':
      return /^function\s/.test(node.text) ? '`function`' : null;
    case 'brace_expression':
      return '`{1..3}`';
    case 'expansion':
      return /^\$\{[A-Za-z_]\w*(?:\^|,|\/|:(?![-=?+]))/.test(node.text) ? 'this expansion' : null;
    case 'file_redirect':
      return node.children.some((child) => child?.text === '&>' || child?.text === '&>>') ? '`&>`' : null;
    case 'command_name':
      return /^(?:source|declare|typeset|shopt|mapfile|readarray|pushd|popd)$/.test(node.text)
        ? `\`${node.text}\``
        : null;
    case '|&':
      return '`|&`';
    default:
      return null;
  }
}
