import { isArithmetic } from '../tree/arithmetic.ts';
import type { BashNode, BashParser } from '../tree/bash-parser.ts';
import { spanOf } from '../tree/read-redirects.ts';
import type { Span } from '../tree/shell-command.ts';
import { withTree } from '../tree/with-tree.ts';
import {
  type Captured,
  capturedAfter,
  printsNumber,
  substitutionsIn,
  withoutNumbers,
} from '../variables/captured-output.ts';

/** A place where bash takes the value of a variable for code, and what it may hold is not known. */
export interface Evaluated extends Span {
  readonly source: string;
  readonly why: string;
}

const looked = [
  'arithmetic_expansion',
  'command_substitution',
  'compound_statement',
  'c_style_for_statement',
  'binary_expression',
  'unary_expression',
  'command',
  'declaration_command',
  'subscript',
  'expansion',
];

/** A substitution, a prompt, or a look at a variable: without any of them only what was captured can be code. */
const suspicious = /\$\(|`|@P|-v/;

/**
 * Where some code evaluates what it does not know. Arithmetic runs the commands that stand in an index, so that
 * `$((n))` runs what is in `n`; so do `[[ $n -eq 1 ]]`, `let`, indices and `[ -v "$n" ]`. `before`: what the session
 * holds when the code begins.
 */
export function findEvaluated(parser: BashParser, code: string, before: Captured): readonly Evaluated[] {
  const captured = capturedAfter(parser, before, code);
  if (captured.names.size === 0 && !suspicious.test(code)) return [];
  return withTree(parser, code, (root) =>
    root.descendantsOfType(looked).flatMap((node) => {
      const why = node === null ? null : whyEvaluated(node, captured);
      return node === null || why === null
        ? []
        : [{ ...spanOf(node), source: node.text.split('\n', 1)[0] ?? '', why }];
    }),
  );
}

function whyEvaluated(node: BashNode, captured: Captured): string | null {
  const { text } = node;
  switch (node.type) {
    case 'command_substitution':
      return isArithmetic(node) ? whyArithmetic([node], captured) : null;
    case 'arithmetic_expansion':
      return whyArithmetic([node], captured);
    case 'compound_statement':
      return text.startsWith('((') ? whyArithmetic([node], captured) : null;
    case 'c_style_for_statement':
      return whyArithmetic(childrenBut(node, node.childForFieldName('body')), captured);
    case 'binary_expression':
      return /^-(?:eq|ne|lt|le|gt|ge)$/.test(node.childForFieldName('operator')?.text ?? '') &&
        inDoubleBrackets(node)
        ? whyArithmetic([node], captured)
        : null;
    case 'unary_expression':
      return /^-v\b.*\$/.test(text) ? 'looks at a variable whose name is known only when it runs' : null;
    case 'command':
      if (/^test\s+(?:!\s+)?-v\s.*\$/.test(text))
        return 'looks at a variable whose name is known only when it runs';
      return /^let\s/.test(text) ? whyArithmetic([node], captured) : null;
    case 'declaration_command':
      return /^\w+\s+(?:-\w+\s+)*-\w*i/.test(text) ? whyArithmetic([node], captured) : null;
    case 'subscript':
      return whyIndex(node, captured);
    case 'expansion':
      return whyExpansion(text, captured);
    default:
      return null;
  }
}

function whyArithmetic(nodes: readonly BashNode[], { names }: Captured): string | null {
  if (nodes.flatMap(substitutionsIn).some(({ text }) => !printsNumber(text)))
    return 'takes what a command prints for arithmetic, which runs commands that stand in it';
  const name = nodes
    .flatMap((node) => withoutNumbers(node).match(/[A-Za-z_]\w*/g) ?? [])
    .find((each) => names.has(each));
  return name === undefined
    ? null
    : `takes \`${name}\`, which holds what a command printed, for arithmetic, which runs commands that stand in it`;
}

function whyIndex(node: BashNode, captured: Captured): string | null {
  const array = node.childForFieldName('name')?.text ?? '';
  const index = node.childForFieldName('index');
  return index === null || captured.maps.has(array) ? null : whyArithmetic([index], captured);
}

function whyExpansion(text: string, { names }: Captured): string | null {
  if (/^\$\{[^}]*@P\}$/.test(text))
    return 'expands the value of a variable like a prompt, which runs commands in it';
  const name = /^\$\{!(\w+)[^@*]*\}$/.exec(text)?.[1];
  return name !== undefined && names.has(name)
    ? `takes \`${name}\`, which holds what a command printed, for a name`
    : null;
}

function childrenBut(node: BashNode, left: BashNode | null): readonly BashNode[] {
  return node.namedChildren.filter((child) => child !== null && child.id !== left?.id) as readonly BashNode[];
}

/** In single brackets, `-eq` takes nothing but a number. */
function inDoubleBrackets(node: BashNode): boolean {
  for (let at = node.parent; at !== null; at = at.parent)
    if (at.type === 'test_command') return at.text.startsWith('[[');
  return false;
}
