import { closeSync, constants, fdatasyncSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncDirectory } from '../journal/disk.ts';
import { type Difference, isDifference, isPackedState } from './packed-state.ts';
import { type Entries, packSnapshot, type Snapshot, unpackSnapshot, withVariables } from './snapshot.ts';

/** A state, and the variables of the login in which the session was started. */
export interface KeptSnapshot {
  readonly snapshot: Snapshot;
  readonly login: Entries;
  /** Names of variables whose values belong in no file. */
  readonly withheld: readonly string[];
  /** What else was left out for a secret in it, in words. */
  readonly parts: readonly string[];
}

/** The snapshot on disk is not as it was written. The message is one line and names the file. */
export class DamagedSnapshot extends Error {
  override readonly name = 'DamagedSnapshot';

  constructor(path: string, cause?: unknown) {
    super(`the session's snapshot ${path} cannot be read`, { cause });
  }
}

/** Differences after which all is written anew, so that the file stays as small as a state is. */
const most = 500;

const { O_WRONLY, O_CREAT, O_TRUNC } = constants;

/**
 * The last snapshot on disk, readable by this user alone: on the first line a state as a whole, on the others what has
 * become of its variables since. A whole state replaces the file at once or not at all; a difference is added.
 */
export class SnapshotFile {
  readonly #path: string;
  /** The file, and what its first line is; `null`: nothing was written yet. */
  #open: { readonly fd: number; readonly text: string } | null = null;
  #differences = 0;
  /** A difference was added since the file was synced. */
  #isAhead = false;

  constructor(directory: string) {
    this.#path = join(directory, 'session-snapshot.json');
  }

  /** `null` when there is none. Throws `DamagedSnapshot` when one cannot be read: its state is not to be guessed. */
  async read(): Promise<KeptSnapshot | null> {
    try {
      return readLines(await readFile(this.#path, 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw new DamagedSnapshot(this.#path, error);
    }
  }

  /** On disk when it returns; does nothing when the file holds this state already. */
  write({ snapshot, login, withheld, parts }: KeptSnapshot): void {
    const text = JSON.stringify({ snapshot: packSnapshot(snapshot), login: [...login], withheld, parts });
    if (text === this.#open?.text && this.#differences === 0) return;
    const isFirst = this.#open === null;
    this.close();
    const fd = openSync(`${this.#path}.new`, O_WRONLY | O_CREAT | O_TRUNC, 0o600);
    this.#open = { fd, text };
    this.#differences = 0;
    this.#isAhead = false;
    writeFileSync(fd, `${text}\n`);
    fsyncSync(fd);
    renameSync(`${this.#path}.new`, this.#path);
    const folder = dirname(this.#path);
    syncDirectory(folder);
    // The folder may be new, or be that of a process that was killed before anybody had synced its name.
    if (isFirst) syncDirectory(dirname(folder));
  }

  /** Adds to the last state that these variables are different now; on disk after `sync`. */
  add(names: readonly string[], entries: Entries, whole: KeptSnapshot): void {
    if (this.#open === null || this.#differences >= most) {
      this.write(whole);
      return;
    }
    const difference: Difference = { names, entries: [...entries] };
    writeFileSync(this.#open.fd, `${JSON.stringify(difference)}\n`);
    this.#isAhead = true;
    this.#differences += 1;
  }

  /** The file is on disk when it returns. */
  sync(): void {
    if (this.#isAhead && this.#open !== null) fdatasyncSync(this.#open.fd);
    this.#isAhead = false;
  }

  remove(): Promise<void> {
    this.close();
    return rm(this.#path, { force: true });
  }

  /** Lets go of the file. */
  close(): void {
    if (this.#open !== null) closeSync(this.#open.fd);
    this.#open = null;
  }
}

/** Throws for what was not written so. */
function readLines(text: string): KeptSnapshot {
  const [first = '', ...lines] = text.split('\n');
  const whole: unknown = JSON.parse(first);
  // Behind the last newline is nothing, or what a crash has cut short: the end of that block is not on record.
  const differences: readonly unknown[] = lines.slice(0, -1).map((line) => JSON.parse(line));
  if (!isPackedState(whole) || !differences.every(isDifference)) throw new TypeError('it is no snapshot');
  const { snapshot, login, withheld, parts } = whole;
  const now = differences.reduce(
    (state, { names, entries }) => withVariables(state, names, new Map(entries)),
    unpackSnapshot(snapshot),
  );
  return { snapshot: now, login: new Map(login), withheld, parts };
}
