import { statSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';

/** Whether a path lies in a directory, or is it. */
export function isWithin(directory: string, path: string): boolean {
  const below = relative(directory, path);
  return below !== '..' && !below.startsWith('../') && !isAbsolute(below);
}

/** The first of the directories from which the path leads to a file below `root`; its absolute path, or `null`. */
export function findFile(path: string, directories: readonly string[], root: string): string | null {
  const candidates = directories.map((directory) => resolve(directory, path));
  return candidates.find((each) => isWithin(root, each) && isFile(each)) ?? null;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
