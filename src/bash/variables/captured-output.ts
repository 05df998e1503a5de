import { baseName } from '../calls/base-name.ts';
import { findCommands } from '../calls/commands.ts';
import { isArithmetic } from '../tree/arithmetic.ts';
import type { BashNode, BashParser } from '../tree/bash-parser.ts';
import { withTree } from '../tree/with-tree.ts';
import { assignedWords } from './assigned-names.ts';

/** What a session holds that decides whether arithmetic on it is harmless. */
export interface Captured {
  /** Variables that hold what a command printed, or a file holds. */
  readonly names: ReadonlySet<string>;
  /** Arrays whose indices are text. */
  readonly maps: ReadonlySet<string>;
}

export const nothingCaptured: Captured = { names: new Set(), maps: new Set() };

/** What the session holds after some code has run. Output that is a number for certain is not counted. */
export function capturedAfter(parser: BashParser, known: Captured, code: string): Captured {
  const maps = Array.from(
    code.matchAll(/\b(?:declare|local|typeset)\s+-\w*A\w*\s+(\w+)/g),
    ([, name = '']) => name,
  );
  const names = new Set<string>();
  const add = (name: string) => {
    if (!names.has(name) && !isChecked(name, code)) names.add(name);
  };
  for (const name of [...known.names, ...namesRead(parser, code)]) add(name);
  // What the tree is searched for is worth its time only where there can be any of it.
  if (names.size === 0 && !/\$\(|`/.test(code)) return withMaps(known, names, maps);
  withTree(parser, code, (root) => {
    const setters = root.descendantsOfType(['variable_assignment', 'for_statement']);
    // Twice, since what stands behind may be what a loop begins with.
    for (const node of [...setters, ...setters]) {
      if (node === null || !valuesOf(node).some((value) => holdsOutput(value, names))) continue;
      const name = node.childForFieldName(node.type === 'for_statement' ? 'variable' : 'name')?.text ?? '';
      add(/^\w*/.exec(name)?.[0] ?? '');
    }
  });
  return withMaps(known, names, maps);
}

function withMaps({ maps }: Captured, names: ReadonlySet<string>, added: readonly string[]): Captured {
  return { names, maps: added.length === 0 ? maps : new Set([...maps, ...added]) };
}

function namesRead(parser: BashParser, code: string): readonly string[] {
  return findCommands(parser, code)
    .filter(({ words }) => /^(?:read|mapfile|readarray)$/.test(baseName(words[0]) ?? ''))
    .flatMap(({ words }) => assignedWords(words).flatMap(({ literal }) => literal ?? []));
}

function valuesOf(node: BashNode): readonly BashNode[] {
  if (node.type !== 'for_statement')
    return [node.childForFieldName('value')].filter((value) => value !== null);
  return node.childrenForFieldName('value').filter((value) => value !== null);
}

function holdsOutput(value: BashNode, names: ReadonlySet<string>): boolean {
  if (substitutionsIn(value).some((node) => !printsNumber(node.text))) return true;
  const text = withoutNumbers(value).replace(/\$\(\([^()]*\)\)/g, ' ');
  return [...names].some((name) => new RegExp(`\\$\\{?${name}\\b`).test(text));
}

/** The command substitutions in a node, itself included, that are none of another one's. */
export function substitutionsIn(node: BashNode): readonly BashNode[] {
  if (node.type === 'command_substitution' && !isArithmetic(node)) return [node];
  return node.namedChildren.flatMap((child) => (child === null ? [] : substitutionsIn(child)));
}

/** The text of a node without its substitutions and without expansions that are numbers: `${#a}`, `${a//[!0-9]/}`. */
export function withoutNumbers(node: BashNode): string {
  const text = substitutionsIn(node).reduce((left, { text: inner }) => left.replace(inner, ' '), node.text);
  return text.replace(/\$\{#[^}]*\}|\$\{\w+\/\/\[[!^](?:0-9|\[:digit:\])\]\/?\}/g, ' ');
}

const lastPrintsNumber =
  /(?:^|\|)\s*(?:(?:command\s+)?wc\s+-[lcwm]\b|[ef]?grep\s+(?:-\w+\s+)*-\w*c|nproc\b|date\s+(?:-\w+\s+(?:"[^"]*"|\S+)\s+)*["']?\+%[sYmdHMSjuwN]+["']?\s*$|id\s+-[ug]\b|seq\s|pgrep\s+-\w*c|tr\s+-(?:cd|dc)\s+["']?(?:0-9|\[:digit:\])|stat\s+-c\s*["']?%[sYZX]["']?\s|jq\s[^|]*\blength["']?(?:\s|$)|jq\s[^|]*\|\s*length["']?(?:\s|$)|awk\s+'END\s*\{\s*print\s+NR\s*;?\s*\}'|expr\s)[^|;&\n]*(?:\|\|\s*(?:true|:|echo\s+-?\d+)\s*)?$/;

/** A substitution whose last command prints nothing but a number, whatever it reads. */
export function printsNumber(substitution: string): boolean {
  const inner = substitution
    .trim()
    .replace(/^\$\(|^`|\)$|`$/g, '')
    .trim();
  const match = /[;\n]|&&/.test(inner) ? null : lastPrintsNumber.exec(inner);
  if (match === null) return false;
  // What stands in quotes before it is an argument, perhaps code for another machine.
  const before = inner.slice(0, match.index);
  return (
    [...before].filter((char) => char === '"').length % 2 === 0 &&
    [...before].filter((char) => char === "'").length % 2 === 0
  );
}

/** The code sees to it that the variable holds nothing but digits. */
function isChecked(name: string, code: string): boolean {
  const digits = '(?:0-9|\\[:digit:\\])';
  return new RegExp(
    `\\$\\{?${name}\\}?"?\\s*=~\\s*\\^[-+]?\\??\\(?\\[${digits}\\]|case\\s+"?\\$\\{?${name}\\}?"?\\s+in[^)]*\\[[!^]${digits}\\]|\\b${name}="?\\$\\{${name}//\\[[!^]${digits}\\]/?\\}`,
  ).test(code);
}
