import { constants } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Entries, packSnapshot, type Snapshot, unpackSnapshot } from './snapshot.ts';

/** A state, and the variables of the login in which the session was started. */
export interface KeptSnapshot {
  readonly snapshot: Snapshot;
  readonly login: Entries;
  /** Names of variables whose values belong in no file. */
  readonly withheld: readonly string[];
}

/** The last snapshot on disk: replaced as a whole, or not at all. Readable by this user alone. */
export class SnapshotFile {
  readonly #path: string;
  #written = '';

  constructor(directory: string) {
    this.#path = join(directory, 'session-snapshot.json');
  }

  /** `null` when there is none. Throws when there is one that cannot be read: its state is not to be guessed. */
  async read(): Promise<KeptSnapshot | null> {
    try {
      const { snapshot, login, withheld } = JSON.parse(await readFile(this.#path, 'utf8'));
      return { snapshot: unpackSnapshot(snapshot), login: new Map(login), withheld };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw new Error(`the session's snapshot ${this.#path} cannot be read`, { cause: error });
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
