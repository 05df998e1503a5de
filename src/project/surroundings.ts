import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { digestFile, sha256 } from '../journal/sha256.ts';
import type { Surroundings } from '../run/ports.ts';
import { accountName } from './account-name.ts';

/** The world as it is at each call. `target` is the runbook's own; `null`: it names none. */
export function lookAround(target: string | null): Surroundings {
  return {
    place: (cwd) => ({ host: hostName(), user: accountName(), cwd, target }),
    hashFile: (cwd, path) => digestFile(resolve(cwd, path))?.sha256 ?? null,
    hashText: sha256,
  };
}

/** Without the domain. */
function hostName(): string {
  return hostname().split('.', 1)[0] ?? '';
}
