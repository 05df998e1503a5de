import { closeSync, readSync } from 'node:fs';
import { openBothEnds } from './fifo.ts';

/** Milliseconds between two looks, at first and at most: what does not fit into the pipe at once waits so long. */
const shortest = 4;
const longest = 50;

/** More than a pipe holds. What is read into it is copied at once. */
const scratch = Buffer.allocUnsafe(1 << 17);

/**
 * The named pipe on which bash says in what state it is, a line at a time. Nobody is woken by a line: it is read when
 * bash's report says that all is there, and now and then before, because a full pipe holds bash up.
 */
export class StatePipe {
  readonly #fd: number;
  readonly #chunks: Buffer[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(path: string) {
    this.#fd = openBothEnds(path);
  }

  /** From now on bash may say something. */
  expect(): void {
    const look = (after: number) => {
      this.#timer = setTimeout(() => {
        this.#read();
        look(Math.min(after * 2, longest));
      }, after).unref();
    };
    clearTimeout(this.#timer);
    look(shortest);
  }

  /** All that was said, its bytes in Latin-1. */
  take(): string {
    this.#read();
    clearTimeout(this.#timer);
    return Buffer.concat(this.#chunks.splice(0)).toString('latin1');
  }

  close(): void {
    clearTimeout(this.#timer);
    closeSync(this.#fd);
  }

  #read(): void {
    for (;;) {
      const length = readSome(this.#fd, scratch);
      if (length > 0) this.#chunks.push(Buffer.from(scratch.subarray(0, length)));
      if (length < scratch.length) return;
    }
  }
}

function readSome(fd: number, into: Buffer): number {
  try {
    return readSync(fd, into);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return 0;
    throw error;
  }
}
