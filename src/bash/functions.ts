import { bareGroups } from './bare-groups.ts';
import type { BashNode, BashParser } from './bash-parser.ts';
import { readCommands } from './read-commands.ts';
import { spanOf } from './read-redirects.ts';
import { remember } from './remember.ts';
import type { Span } from './shell-command.ts';
import { withTree } from './with-tree.ts';

/** Bodies of the functions and aliases that a session knows, by name; all of them where a name has several. */
export type ShellFunctions = ReadonlyMap<string, string>;

export const noFunctions: ShellFunctions = new Map();

/** A function or an alias as it is defined. */
export interface Definition extends Span {
  readonly kind: 'function' | 'alias';
  readonly name: string;
  readonly body: string;
}

/** The functions and aliases that some code defines, wherever in it, in order. */
export const findDefinitions = remember((parser: BashParser, code: string): readonly Definition[] => {
  const functions = withTree(parser, bareGroups(code), (root) =>
    root.descendantsOfType('function_definition').flatMap(definition),
  );
  return [...functions, ...aliases(parser, code)].sort((a, b) => a.offset - b.offset);
});

/** What the session knows after some code has run: `known` and what the code defines. */
export function addFunctions(parser: BashParser, known: ShellFunctions, code: string): ShellFunctions {
  const definitions = findDefinitions(parser, code);
  if (definitions.length === 0) return known;
  const all = new Map(known);
  for (const definition of definitions) {
    const { name } = definition;
    // What stands behind an alias is passed on to its last command.
    const body = definition.kind === 'alias' ? `${definition.body} "$@"` : definition.body;
    const earlier = all.get(name);
    if (earlier !== body) all.set(name, earlier === undefined ? body : `${earlier}\n${body}`);
  }
  return all;
}

function definition(node: BashNode | null): readonly Definition[] {
  const name = node?.childForFieldName('name')?.text;
  const body = node?.childForFieldName('body')?.startIndex;
  if (node === null || name === undefined || body === undefined) return [];
  // Redirections behind the body belong to it.
  return [{ ...spanOf(node), kind: 'function', name, body: node.text.slice(body - node.startIndex) }];
}

function aliases(parser: BashParser, code: string): readonly Definition[] {
  if (!code.includes('alias')) return [];
  return readCommands(parser, code).flatMap(({ words, line, offset, endOffset }) =>
    words[0]?.literal !== 'alias'
      ? []
      : words.slice(1).flatMap(({ shape }) => {
          const [, name, body] = /^([^=]+)=([\s\S]*)$/.exec(shape) ?? [];
          if (name === undefined || body === undefined) return [];
          return [{ kind: 'alias' as const, name, body, line, offset, endOffset }];
        }),
  );
}
