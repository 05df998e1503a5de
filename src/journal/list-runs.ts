import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { emptyChain, extendChain } from './chain.ts';
import { journalFile } from './read-journal.ts';
import { readLines } from './read-lines.ts';
import { type Run, runsDirectory } from './run-store.ts';
import { sha256 } from './sha256.ts';
import { codeOf, storing } from './storage-error.ts';

/** All runs, newest first; none where there is no such directory. Throws a `StorageError`. */
export function listRuns(state: string): readonly Run[] {
  const parent = runsDirectory(state);
  const ids = storing('read', parent, () => readNames(parent)).filter((name) => runId.test(name));
  return ids.map((id) => ({ id, directory: join(parent, id) })).sort(newestFirst);
}

const runId = /^\d{8}-\d{4}-[0-9a-f]+$/;

/** By the minute that the id begins with; journals are opened only where that does not decide. */
function newestFirst(a: Run, b: Run): number {
  const minute = 'YYYYMMDD-HHMM'.length;
  const order = compare(b.id.slice(0, minute), a.id.slice(0, minute));
  return order || compare(startOf(b), startOf(a)) || compare(b.id, a.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** ISO time of the first entry; empty when there is none. */
function startOf({ directory }: Run): string {
  try {
    for (const { bytes } of readLines(journalFile(directory))) {
      return extendChain(emptyChain, bytes, sha256).entry?.time ?? '';
    }
  } catch {
    // A journal that cannot be read is sorted last in its minute; reading it says why.
  }
  return '';
}

function readNames(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}
