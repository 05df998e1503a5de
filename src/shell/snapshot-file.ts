import { constants } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  type Entries,
  type PackedSnapshot,
  packSnapshot,
  type Snapshot,
  unpackSnapshot,
} from './snapshot.ts';

/** A state, and the variables of the login in which the session was started. */
export interface KeptSnapshot {
  readonly snapshot: Snapshot;
  readonly login: Entries;
  /** Names of variables whose values belong in no file. */
  readonly withheld: readonly string[];
}

/** The snapshot on disk is not as it was written. The message is one line and names the file. */
export class DamagedSnapshot extends Error {
  override readonly name = 'DamagedSnapshot';

  constructor(path: string, cause?: unknown) {
    super(`the session's snapshot ${path} cannot be read`, { cause });
  }
}

/** The last snapshot on disk: replaced as a whole, or not at all. Readable by this user alone. */
export class SnapshotFile {
  readonly #path: string;
  #written = '';

  constructor(directory: string) {
    this.#path = join(directory, 'session-snapshot.json');
  }

  /** `null` when there is none. Throws `DamagedSnapshot` when one cannot be read: its state is not to be guessed. */
  async read(): Promise<KeptSnapshot | null> {
    try {
      const kept: unknown = JSON.parse(await readFile(this.#path, 'utf8'));
      if (!isPacked(kept)) throw new DamagedSnapshot(this.#path);
      const { snapshot, login, withheld } = kept;
      return { snapshot: unpackSnapshot(snapshot), login: new Map(login), withheld };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error instanceof DamagedSnapshot ? error : new DamagedSnapshot(this.#path, error);
    }
  }

  /** On disk when it resolves; does nothing when the file holds this state already. */
  async write({ snapshot, login, withheld }: KeptSnapshot): Promise<void> {
    const text = JSON.stringify({ snapshot: packSnapshot(snapshot), login: [...login], withheld });
    if (text === this.#written) return;
    const { O_WRONLY, O_CREAT, O_TRUNC } = constants;
    const file = await open(`${this.#path}.new`, O_WRONLY | O_CREAT | O_TRUNC, 0o600);
    await file.writeFile(text);
    await file.sync();
    await file.close();
    await rename(`${this.#path}.new`, this.#path);
    const folder = await open(dirname(this.#path), 'r');
    await folder.sync();
    await folder.close();
    this.#written = text;
  }

  remove(): Promise<void> {
    return rm(this.#path, { force: true });
  }
}

interface PackedFile {
  readonly snapshot: PackedSnapshot;
  readonly login: PackedSnapshot['variables'];
  readonly withheld: readonly string[];
}

function isPacked(value: unknown): value is PackedFile {
  const { snapshot, login, withheld } = fieldsOf(value);
  const kept = fieldsOf(snapshot);
  return (
    ['options', 'shopt', 'umask', 'functions'].every((name) => typeof kept[name] === 'string') &&
    [kept.directories, kept.functionFlags, kept.positional, withheld].every(isTexts) &&
    [kept.aliases, kept.variables, kept.traps, login].every(isTable)
  );
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isTable(value: unknown): boolean {
  return Array.isArray(value) && value.every((row) => isTexts(row) && row.length === 2);
}
