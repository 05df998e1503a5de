import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';

/**
 * Which of the commands could not be started: those that are not executable files on `path` (the value of PATH),
 * or, written with a slash, at that place below `cwd`. Starts nothing.
 */
export function findMissingCommands(
  commands: readonly string[],
  path: string,
  cwd: string,
): readonly string[] {
  // An empty part of PATH is the working directory.
  const directories = path.split(delimiter).map((directory) => resolve(cwd, directory));
  const isThere = (command: string) =>
    command.includes('/')
      ? isExecutable(resolve(cwd, command))
      : directories.some((directory) => isExecutable(resolve(directory, command)));
  return [...new Set(commands)].filter((command) => command === '' || !isThere(command));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
