import { createHash, type Hash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { OutputRecord } from '../model/event.ts';
import type { OutputLog, OutputSink } from '../run/ports.ts';
import { disk, syncDirectory, syncMeanwhile, writeAll } from './disk.ts';
import { LogThread } from './log-thread.ts';
import type { RedactionStream, Redactor } from './redactor.ts';
import { codeOf, StorageError, storing } from './storage-error.ts';
import { StreamTurns } from './stream-turns.ts';

export interface OutputLogOptions {
  /** The run's directory. */
  readonly directory: string;
  /** Relative to it; see `logName`. */
  readonly name: string;
  readonly redactor: Redactor;
  /** Gets what is written; a slow one holds the writer back. */
  readonly show: OutputSink;
}

/** Bytes of a log from which on a thread writes it. */
const worthAThread = 8 * 1024 * 1024;

type Stream = Parameters<OutputSink>[0];

/** Creates the log of one attempt (0600). Throws a `StorageError`. */
export function openOutputLog(options: OutputLogOptions): OutputLog {
  return new FileOutputLog(options);
}

class FileOutputLog implements OutputLog {
  readonly name: string;
  readonly #path: string;
  readonly #options: OutputLogOptions;
  readonly #hash: Hash = createHash('sha256');
  /** Open until a thread takes over. */
  readonly #fd: number;
  /**
   * Its name is on disk: a crash before that leaves an intent whose log is not there. It gets there while the block
   * runs, which need not wait for that.
   */
  readonly #named: Promise<void>;
  #thread: LogThread | null = null;
  /** One for each stream: a value is split across the chunks of its own stream only. */
  readonly #streams = new Map<Stream, RedactionStream>();
  readonly #turns = new StreamTurns();
  #bytes = 0;
  #failure: StorageError | null = null;
  #record: Promise<OutputRecord> | null = null;

  constructor(options: OutputLogOptions) {
    this.#options = options;
    this.name = options.name;
    this.#path = join(options.directory, options.name);
    this.#fd = storing('create', this.#path, () => createLog(this.#path));
    this.#named = syncNames(dirname(this.#path));
    // Whoever closes the log hears of it.
    this.#named.catch(() => {});
  }

  write(stream: Stream, chunk: Uint8Array): void | Promise<void> {
    return this.#keep(stream, this.#redaction(stream).write(chunk));
  }

  close(): Promise<OutputRecord> {
    this.#record ??= this.#end();
    return this.#record;
  }

  async #end(): Promise<OutputRecord> {
    for (const [stream, redaction] of this.#streams) {
      const written = this.#keep(stream, redaction.end());
      if (written !== undefined) await written;
    }
    const sha256 = this.#thread === null ? await this.#closeFile() : await this.#thread.end();
    try {
      await this.#named;
    } catch (error) {
      throw new StorageError('write', this.#path, error);
    }
    const turns = this.#turns.get();
    const told = { file: this.name, bytes: this.#bytes, sha256 };
    return turns === null ? told : { ...told, turns };
  }

  async #closeFile(): Promise<string> {
    try {
      await syncMeanwhile(this.#fd);
    } catch (error) {
      throw new StorageError('write', this.#path, error);
    } finally {
      closeSync(this.#fd);
    }
    return this.#hash.digest('hex');
  }

  #keep(stream: Stream, bytes: Uint8Array): void | Promise<void> {
    if (bytes.length === 0) return;
    const written = this.#thread === null ? this.#writeHere(bytes) : this.#thread.write(bytes);
    this.#bytes += bytes.length;
    this.#turns.add(stream, bytes.length);
    const shown = this.#options.show(stream, bytes);
    return written === undefined ? shown : written.then(() => shown);
  }

  #writeHere(bytes: Uint8Array): void {
    if (this.#failure !== null) throw this.#failure;
    try {
      writeAll(disk, this.#fd, bytes);
    } catch (error) {
      this.#failure = new StorageError('write', this.#path, error);
      throw this.#failure;
    }
    this.#hash.update(bytes);
    if (this.#bytes > worthAThread && LogThread.available) this.#handOver();
  }

  /** What a thread costs to begin with is little beside what is to come of a log that is long already. */
  #handOver(): void {
    closeSync(this.#fd);
    this.#thread = new LogThread(this.#path, this.#hash.digest('hex'));
  }

  #redaction(stream: Stream): RedactionStream {
    const known = this.#streams.get(stream);
    if (known !== undefined) return known;
    const made = this.#options.redactor.stream();
    this.#streams.set(stream, made);
    return made;
  }
}

/** A log that a crash left without an entry in the journal is moved aside, never written over. */
function createLog(path: string): number {
  try {
    return create(path);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') makeFolder(dirname(path));
    else if (code === 'EEXIST') renameSync(path, `${path}.left-${process.pid}-${Date.now()}`);
    else throw error;
    return create(path);
  }
}

function create(path: string): number {
  return openSync(path, 'wx', 0o600);
}

async function syncNames(directory: string): Promise<void> {
  await new Promise(setImmediate);
  const fd = openSync(directory, 'r');
  try {
    await syncMeanwhile(fd);
  } finally {
    closeSync(fd);
  }
}

function makeFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  syncDirectory(dirname(path));
}
