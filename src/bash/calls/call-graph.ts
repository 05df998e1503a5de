import type { BashParser } from '../tree/bash-parser.ts';
import type { ShellCommand } from '../tree/shell-command.ts';
import { findCommands } from './commands.ts';
import type { ShellFunctions } from './functions.ts';

/** All commands that run when a command calls a function, in the functions that this one calls too; else none. */
export type CallGraph = (command: ShellCommand) => readonly ShellCommand[];

/** Follows calls among the functions of a session. Each body is read once, however often it is called. */
export function followCalls(parser: BashParser, functions: ShellFunctions): CallGraph {
  const bodies = new Map<string, readonly ShellCommand[]>();
  const bodyOf = (name: string): readonly ShellCommand[] => {
    const known = bodies.get(name);
    if (known !== undefined) return known;
    const commands = findCommands(parser, functions.get(name)?.body ?? '').filter(
      ({ definedIn }) => definedIn === null,
    );
    bodies.set(name, commands);
    return commands;
  };
  const calledBy = ({ words, where }: ShellCommand): readonly string[] => {
    const name = words[0]?.literal;
    return typeof name === 'string' && where !== 'remote' && functions.has(name) ? [name] : [];
  };
  return (command) => {
    const reached = new Set(calledBy(command));
    // A set that grows while it is walked: everything that is reached is walked once.
    for (const name of reached) for (const inner of bodyOf(name).flatMap(calledBy)) reached.add(inner);
    return [...reached].flatMap(bodyOf);
  };
}
