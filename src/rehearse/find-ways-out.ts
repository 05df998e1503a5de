import { findCommands } from '../bash/calls/commands.ts';
import { findDefinitions } from '../bash/calls/functions.ts';
import type { BashParser } from '../bash/tree/bash-parser.ts';
import { withTree } from '../bash/tree/with-tree.ts';
import { checkCommand, type Known } from './check-command.ts';
import type { CheckedCode, WayOut } from './checked-code.ts';
import { directoriesIn, findScript, gatherCode } from './gather-code.ts';
import { interpreterOf } from './interpreter.ts';
import { findReservedText } from './reserved-assignments.ts';

/** What a rehearsal gives code to work with. */
export interface Provision {
  readonly parser: BashParser;
  readonly standIns: ReadonlySet<string>;
  /** The listed tools and those that the scenario adds. */
  readonly tools: ReadonlySet<string>;
  /** Absolute directory of the private copy. */
  readonly root: string;
}

/**
 * Every way in which some code, and the scripts of the copy that it leads to, could reach what is real: in the order of
 * the code. What cannot be told counts as one. Executes nothing.
 */
export function findWaysOut(first: readonly CheckedCode[], provision: Provision): readonly WayOut[] {
  const { parser, standIns, tools, root } = provision;
  const all = gatherCode(parser, first, root);
  const functions = all.flatMap(({ code }) => findDefinitions(parser, code).map(({ name }) => name));
  const names = new Set([...standIns, ...tools, ...functions]);
  const session = first.map(({ code }) => code).join('\n');
  const everywhere = all.flatMap((code) => directoriesIn(parser, code));
  const found = all.flatMap((code) => {
    const scope = code.directory === null ? session : code.code;
    const starts = [...code.starts, ...everywhere];
    const known: Known = {
      names,
      root,
      values: (name) => plainValues(parser, scope, name),
      isScript: (word) => findScript(word, { ...code, starts }, root) !== null,
      interpreterOf: (word) => interpreterOf(findScript(word, { ...code, starts }, root)),
    };
    return checkCode(parser, code, known);
  });
  return found.filter(
    ({ at, reason }, index) => found.findIndex((o) => o.at === at && o.reason === reason) === index,
  );
}

function checkCode(parser: BashParser, code: CheckedCode, known: Known): readonly WayOut[] {
  const text = findReservedText(parser, code.code);
  const commands = findCommands(parser, code.code).flatMap((command) =>
    checkCommand(command, known).map((reason) => ({ offset: command.offset, reason })),
  );
  const aliases = findDefinitions(parser, code.code).flatMap(({ kind, body, offset }) =>
    kind === 'alias'
      ? findCommands(parser, body).flatMap((command) =>
          checkCommand(command, known).map((reason) => ({ offset, reason })),
        )
      : [],
  );
  return [...text, ...commands, ...aliases]
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset, reason }) => ({ at: code.at(offset), reason }));
}

/** The words that code gives a variable, where it gives it nothing but plain ones; else none. */
function plainValues(parser: BashParser, code: string, name: string): readonly string[] {
  if (!code.includes(`${name}=`)) return [];
  const values = withTree(parser, code, (root) =>
    root
      .descendantsOfType('variable_assignment')
      .filter((node) => node?.childForFieldName('name')?.text === name)
      .map((node) => node?.childForFieldName('value')?.text ?? ''),
  );
  const readElsewhere = new RegExp(
    `\\b(?:read|mapfile|readarray|getopts|for|select|printf\\s+-v)\\b[^\\n;]*\\b${name}\\b`,
  );
  const arePlain = values.every((value) => /^[A-Za-z_][\w.-]*$/.test(value));
  return arePlain && !readElsewhere.test(code) ? values : [];
}
