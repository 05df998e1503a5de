import type { BashNode, BashParser } from '../tree/bash-parser.ts';
import { spanOf } from '../tree/read-redirects.ts';
import { remember } from '../tree/remember.ts';
import type { Span } from '../tree/shell-command.ts';
import { withTree } from '../tree/with-tree.ts';
import { shellText, type Word } from '../tree/word.ts';
import { bareGroups } from './bare-groups.ts';
import { readCommands } from './read-commands.ts';

/** What a name of a session stands for: all bodies it has had, since it is not known which one it has. */
export interface ShellFunction {
  readonly kind: 'function' | 'alias';
  readonly body: string;
  /** A part of it is known only when it is defined, and is read as code when it is called. */
  readonly open: boolean;
}

/** The functions and aliases that a session knows, by name. */
export type ShellFunctions = ReadonlyMap<string, ShellFunction>;

export const noFunctions: ShellFunctions = new Map();

/** A function or an alias as it is defined. */
export interface Definition extends Span, ShellFunction {
  readonly name: string;
}

/** What stands behind an alias is passed on to its last command. */
export const passedOn = ' "$@"';

const mayDefine = /\(|function/;

/** The functions and aliases that some code defines, wherever in it, in order. */
export const findDefinitions = remember((parser: BashParser, code: string): readonly Definition[] => {
  const functions = mayDefine.test(code)
    ? withTree(parser, bareGroups(code), (root) =>
        root.descendantsOfType('function_definition').flatMap(definition),
      )
    : [];
  return [...functions, ...aliases(parser, code)].sort((a, b) => a.offset - b.offset);
});

/** What the session knows after some code has run: `known` and what the code defines. */
export function addFunctions(parser: BashParser, known: ShellFunctions, code: string): ShellFunctions {
  const definitions = findDefinitions(parser, code);
  if (definitions.length === 0) return known;
  const all = new Map(known);
  for (const definition of definitions) {
    const { name, kind, open } = definition;
    const body = kind === 'alias' ? definition.body + passedOn : definition.body;
    const earlier = all.get(name);
    if (earlier === undefined) all.set(name, { kind, body, open });
    else if (earlier.body !== body)
      all.set(name, {
        kind: earlier.kind === kind ? kind : 'function',
        body: `${earlier.body}\n${body}`,
        open: earlier.open || open,
      });
  }
  return all;
}

function definition(node: BashNode | null): readonly Definition[] {
  const name = node?.childForFieldName('name')?.text;
  const body = node?.childForFieldName('body')?.startIndex;
  if (node === null || name === undefined || body === undefined) return [];
  // Redirections behind the body belong to it.
  return [
    { ...spanOf(node), kind: 'function', open: false, name, body: node.text.slice(body - node.startIndex) },
  ];
}

function aliases(parser: BashParser, code: string): readonly Definition[] {
  if (!code.includes('alias')) return [];
  return readCommands(parser, code).flatMap(({ words, line, offset, endOffset }) =>
    words[0]?.literal !== 'alias'
      ? []
      : words.slice(1).flatMap((word) => {
          const [, name] = /^([^=]+)=/.exec(word.shape) ?? [];
          if (name === undefined) return [];
          return [{ kind: 'alias' as const, name, ...aliased(word), line, offset, endOffset }];
        }),
  );
}

/** As it is written where that can be told; else with a variable for each part that is not known. */
function aliased(word: Word): Pick<ShellFunction, 'body' | 'open'> {
  const open = word.literal === null;
  const written = /^[^=]+="((?:[^"\\`$]|\$(?!\())*)"$/.exec(word.text)?.[1];
  return { open, body: open && written !== undefined ? written : shellText(word).replace(/^[^=]+=/, '') };
}
