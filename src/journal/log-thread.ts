import type { Worker } from 'node:worker_threads';
import { hasThread, startThread } from '../shipped/start-thread.ts';
import { StorageError } from './storage-error.ts';

/** A log that a thread goes on with, and the hash of what was written of it. */
export interface Beginning {
  readonly path: string;
  readonly sha256: string;
}

/** What the thread is told. */
export type ToThread =
  | { readonly type: 'write'; readonly buffer: ArrayBuffer; readonly length: number }
  | { readonly type: 'end' };

/** What it answers. */
export type FromThread =
  | { readonly type: 'written'; readonly buffer: ArrayBuffer }
  | { readonly type: 'failed'; readonly code: string | null; readonly message: string }
  | { readonly type: 'ended'; readonly sha256: string };

const bufferSize = 1 << 20;
/** So much is on its way at most, and one chunk: who writes more is held back. */
const mostBuffers = 8;

/** Writes the rest of a long log in a thread, in the order in which it is given. */
export class LogThread {
  readonly #path: string;
  readonly #worker: Worker;
  readonly #free: ArrayBuffer[] = [];
  /** What comes is gathered here as long as the thread is busy. */
  #gathered: { readonly buffer: ArrayBuffer; length: number } | null = null;
  #underWay = 0;
  #failure: StorageError | null = null;
  #ended: string | null = null;
  /** Who goes on after the next answer: each stream that is held back is one of them. */
  readonly #waiting: (() => void)[] = [];

  /** A source tree has no thread, and writes its logs itself. */
  static get available(): boolean {
    return hasThread('log-worker');
  }

  /** `path` is that of a log whose beginning, with this hash, is written, and of which nothing is open. */
  constructor(path: string, sha256: string) {
    this.#path = path;
    this.#worker = startThread('log-worker', { path, sha256 } satisfies Beginning);
    // A run that breaks off never ends its log, and must not be kept by it.
    this.#worker.unref();
    this.#worker.on('message', (message: FromThread) => this.#hear(message));
    this.#worker.on('error', (error) => this.#fail(error));
  }

  /** Keeps a copy. The promise, where there is one, holds the writer back. Throws a `StorageError`. */
  write(bytes: Uint8Array): void | Promise<void> {
    if (this.#failure !== null) throw this.#failure;
    for (let done = 0; done < bytes.length; ) {
      this.#gathered ??= { buffer: this.#free.pop() ?? new ArrayBuffer(bufferSize), length: 0 };
      const { buffer, length } = this.#gathered;
      const part = bytes.subarray(done, done + bufferSize - length);
      new Uint8Array(buffer, length).set(part);
      this.#gathered.length += part.length;
      done += part.length;
      if (this.#gathered.length === bufferSize) this.#send();
    }
    if (this.#underWay === 0) this.#send();
    if (this.#underWay >= mostBuffers) return this.#waitUntil(() => this.#underWay < mostBuffers);
  }

  /** SHA-256 of the whole log, which is on disk. Rejects with a `StorageError`. */
  async end(): Promise<string> {
    this.#worker.ref();
    this.#send();
    this.#worker.postMessage({ type: 'end' } satisfies ToThread);
    await this.#waitUntil(() => this.#ended !== null);
    return this.#ended ?? '';
  }

  #send(): void {
    if (this.#gathered === null) return;
    const { buffer, length } = this.#gathered;
    this.#gathered = null;
    this.#underWay += 1;
    this.#worker.postMessage({ type: 'write', buffer, length } satisfies ToThread, [buffer]);
  }

  /** Rejects with what went wrong in the thread. */
  async #waitUntil(isSo: () => boolean): Promise<void> {
    while (!isSo() && this.#failure === null) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
    if (this.#failure !== null) throw this.#failure;
  }

  #hear(message: FromThread): void {
    switch (message.type) {
      case 'written':
        this.#underWay -= 1;
        this.#free.push(message.buffer);
        if (this.#underWay === 0) this.#send();
        break;
      case 'failed':
        this.#fail(Object.assign(new Error(message.message), { code: message.code }));
        break;
      case 'ended':
        this.#ended = message.sha256;
        void this.#worker.terminate();
        break;
      default:
        message satisfies never;
    }
    this.#answered();
  }

  #answered(): void {
    for (const goOn of this.#waiting.splice(0)) goOn();
  }

  #fail(error: unknown): void {
    this.#failure ??= new StorageError('write', this.#path, error);
    void this.#worker.terminate();
    this.#answered();
  }
}
