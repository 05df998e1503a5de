import { closeSync, fstatSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Entry, Event } from '../model/event.ts';
import type { Journal } from '../run/ports.ts';
import { type Chain, encodeLine, extendChain } from './chain.ts';
import { type Disk, writeAll } from './disk.ts';
import { scanJournal } from './read-journal.ts';
import { sha256 } from './sha256.ts';
import { StorageError } from './storage-error.ts';

/** What a journal is continued from. */
export interface JournalPosition {
  readonly run: string;
  readonly path: string;
  /** Opened for appending. */
  readonly fd: number;
  /** Bytes in the file. */
  readonly size: number;
  readonly chain: Chain;
  readonly entries: readonly Entry[];
  readonly disk: Disk;
  /** Milliseconds since the epoch. */
  now(): number;
}

/**
 * A journal in a file. After a failed write it takes nothing more, because a later line behind a lost
 * one would make the record lie; what is on disk then ends with the last event that was returned.
 */
export class FileJournal implements Journal {
  readonly #at: Omit<JournalPosition, 'entries'>;
  /** Those that it was opened with; `null`: there are more by now. */
  #opening: readonly Entry[] | null;
  #chain: Chain;
  #size: number;
  /** What of it is on disk. */
  #synced: { readonly chain: Chain; readonly size: number };
  #failure: StorageError | null = null;
  /** Something that was added is not on disk and never will be. */
  #lost = false;
  #closed = false;

  constructor({ entries, ...position }: JournalPosition) {
    this.#at = position;
    this.#opening = entries;
    this.#chain = position.chain;
    this.#size = position.size;
    this.#synced = { chain: position.chain, size: position.size };
  }

  /** Read from the file again where some were added: a long run's would fill the memory. Throws a `StorageError`. */
  get entries(): readonly Entry[] {
    return this.#opening ?? scanJournal(dirname(this.#at.path)).entries;
  }

  get head(): string {
    return this.#chain.head;
  }

  /**
   * Returns the entry as a reader will find it, once it is on disk. Throws a `StorageError` when that
   * could not be done, and a `TypeError` for what no reader would accept as an event.
   */
  append(event: Event): Entry {
    const entry = this.add(event);
    this.sync();
    return entry;
  }

  /** As `append`, but for being on disk. */
  add(event: Event): Entry {
    if (this.#failure !== null) throw this.#failure;
    const line = encodeLine(this.#chain, this.#at.run, this.#at.now(), event);
    const { chain, entry, damage } = extendChain(this.#chain, line, sha256);
    if (entry === null || damage.length > 0) {
      throw new TypeError(`an event for the journal ${damage.map(({ message }) => message).join('; ')}`);
    }
    this.#store(Buffer.from(`${line}\n`));
    this.#chain = chain;
    this.#opening = null;
    return entry;
  }

  /** Throws a `StorageError` when what was added could not be taken to the disk; it is no part of the journal then. */
  sync(): void {
    const { fd, disk } = this.#at;
    if (this.#lost && this.#failure !== null) throw this.#failure;
    if (this.#synced.size === this.#size) return;
    try {
      disk.sync(fd);
      this.#synced = { chain: this.#chain, size: this.#size };
    } catch (error) {
      this.#lose();
      throw this.#fail(error);
    }
  }

  /** Whether nothing was ever recorded. */
  get isEmpty(): boolean {
    return this.#size === 0;
  }

  /** Lets go of the file; nothing can be appended any more. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeSync(this.#at.fd);
    this.#fail(new Error('it is closed'));
  }

  #store(bytes: Uint8Array): void {
    const { fd, disk } = this.#at;
    // Cutting back would destroy what somebody else wrote, so this is asked before anything is written.
    if (fstatSync(fd).size !== this.#size) throw this.#fail(new Error('it was changed by another process'));
    try {
      writeAll(disk, fd, bytes);
      this.#size += bytes.length;
    } catch (error) {
      this.#dropHalfLine();
      throw this.#fail(error);
    }
  }

  /** What was added before is whole, and may still be told: it is on disk then. */
  #dropHalfLine(): void {
    try {
      this.#cutBack();
      this.#synced = { chain: this.#chain, size: this.#size };
    } catch {
      this.#lose();
    }
  }

  /** Gives up what was added since the last sync: another try might succeed without what one has lost (fsync(2), NOTES). */
  #lose(): void {
    this.#lost = true;
    this.#chain = this.#synced.chain;
    this.#size = this.#synced.size;
    try {
      this.#cutBack();
    } catch {
      // The failure that led here is the one to report; a half line at the end is moved aside on reopening.
    }
  }

  #cutBack(): void {
    const { fd, disk } = this.#at;
    disk.truncate(fd, this.#size);
    disk.sync(fd);
  }

  #fail(cause: unknown): StorageError {
    this.#failure = new StorageError('write', this.#at.path, cause);
    return this.#failure;
  }
}
