import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf } from './storage-error.ts';

/**
 * Makes a directory for its owner only, and those above it that are missing. Returns whether it is new. Node's own
 * `recursive` never ends where the system says that there is no such directory although there is, as in /proc.
 */
export function makeDirectories(path: string): boolean {
  try {
    mkdirSync(path, { mode: 0o700 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && statSync(path).isDirectory()) return false;
    if (codeOf(error) !== 'ENOENT' || !makeDirectories(dirname(path))) throw error;
    mkdirSync(path, { mode: 0o700 });
    return true;
  }
}
