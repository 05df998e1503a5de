import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createPrivateFile, syncDirectory } from './disk.ts';
import { makeDirectories } from './make-directories.ts';
import { documentName } from './run-files.ts';
import { sha256 } from './sha256.ts';
import { codeOf, StorageError, storing } from './storage-error.ts';

/** One run's place on disk. */
export interface Run {
  readonly id: string;
  readonly directory: string;
}

/** Where a project's runs are kept, unless `--state-dir` says otherwise. */
export function stateDirectory(root: string): string {
  return join(root, '.runbook');
}

/**
 * Makes the directory of a new run, readable to its owner only; its id is the minute (UTC) and a random number.
 * `now` is in milliseconds since the epoch. Throws a `StorageError`.
 */
export function createRun(state: string, now: number, random = randomHex): Run {
  return storing('create a run in', state, () => {
    prepareState(state);
    refuseOpenState(state);
    const [date, time] = new Date(now).toISOString().split('T') as [string, string];
    const minute = `${date.replaceAll('-', '')}-${time.slice(0, 5).replace(':', '')}`;
    for (let tries = 0; ; tries++) {
      const id = `${minute}-${random(2 + Math.floor(tries / 64))}`;
      const directory = join(runsDirectory(state), id);
      if (!makeDirectory(directory)) continue;
      syncDirectory(runsDirectory(state));
      return { id, directory };
    }
  });
}

/**
 * Keeps a copy of a document as it is now; a different one under the same name stays beside it. Returns the
 * hash of its text. Throws a `StorageError`.
 */
export function copyDocument(run: Run, file: string, text: string): string {
  const hash = sha256(text);
  const wanted = join(run.directory, documentName(file));
  storing('copy the document to', wanted, () => {
    mkdirSync(dirname(wanted), { recursive: true, mode: 0o700 });
    for (let n = 1; ; n++) {
      const path = n === 1 ? wanted : `${wanted}.${n}`;
      if (createFile(path, text)) return syncDirectory(dirname(path));
      if (sha256(readFileSync(path)) === hash) return;
    }
  });
  return hash;
}

export function runsDirectory(state: string): string {
  return join(state, 'runs');
}

function randomHex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}

/**
 * Makes the directory that holds runs, and keeps it out of Git. One that was there before under another name may hold
 * more than runs: that one is left as it is.
 */
export function prepareState(state: string): void {
  const isNew = makeDirectories(state);
  if (isNew || basename(state) === '.runbook') createFile(join(state, '.gitignore'), '*\n');
  makeDirectories(runsDirectory(state));
}

/**
 * Throws a `StorageError` where anybody may put other files in the place of a run's: what is found there is believed, and
 * brought back into the shell.
 */
export function refuseOpenState(state: string): void {
  for (const directory of [state, runsDirectory(state)]) {
    const { mode } = statSync(directory);
    const [forAll, sticky] = [0o002, 0o1000];
    if ((mode & forAll) === 0 || (mode & sticky) !== 0) continue;
    throw new StorageError(
      'keep runs in',
      directory,
      new Error('everybody may write there: chmod o-w, or --state-dir elsewhere'),
    );
  }
}

function makeDirectory(path: string): boolean {
  return unlessThere(() => mkdirSync(path, { mode: 0o700 }));
}

function createFile(path: string, content: string): boolean {
  return unlessThere(() => createPrivateFile(path, content));
}

function unlessThere(create: () => void): boolean {
  try {
    create();
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}
