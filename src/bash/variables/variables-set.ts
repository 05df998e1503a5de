import type { BashParser } from '../tree/bash-parser.ts';
import type { ShellCommand } from '../tree/shell-command.ts';
import { withTree } from '../tree/with-tree.ts';
import { assignedNames } from './assigned-names.ts';

/**
 * Names of the variables that some code may set in the session, in no particular order: rather too many than one too
 * few. `commands` are those of the code.
 */
export function variablesSet(
  parser: BashParser,
  code: string,
  commands: readonly ShellCommand[],
): ReadonlySet<string> {
  const written = withTree(parser, code, (root) => [
    ...root.descendantsOfType('variable_assignment').map((node) => node?.childForFieldName('name')?.text),
    ...root.descendantsOfType('for_statement').map((node) => node?.childForFieldName('variable')?.text),
    ...root
      .descendantsOfType('declaration_command')
      .flatMap((node) => node?.descendantsOfType('variable_name').map((name) => name?.text)),
  ]);
  const defaulted = Array.from(code.matchAll(/\$\{(\w+):?=/g), ([, name]) => name);
  const names = [...written, ...defaulted].flatMap((name) => /^[A-Za-z_]\w*/.exec(name ?? '')?.[0] ?? []);
  return new Set([...names, ...commands.flatMap(({ words }) => assignedNames(words))]);
}
