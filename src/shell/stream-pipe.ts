import { closeSync, readSync } from 'node:fs';
import { type ConnectOpts, Socket } from 'node:net';
import { openForReading, openForWriting, writeFully } from './fifo.ts';

/** Who gets what comes out of a pipe. */
export interface PipeReader {
  /** Nothing is read while a promise is pending; afterwards the chunk's bytes are overwritten by the next. */
  take(chunk: Buffer): void | Promise<void>;
  /** No process holds the pipe any more, or it was given up. */
  end(): void;
}

/** An option of a socket's constructor, which its types know of `connect` only. */
type OnRead = Pick<ConnectOpts, 'onread'>;

/** What a pipe holds at most: no more comes at once. */
const chunkSize = 1 << 16;

/** A named pipe that is read for one block after the other, as long as no process but ours holds it in between. */
export class StreamPipe {
  readonly path: string;
  readonly #fd: number;
  readonly #socket: Socket;
  /** As long as this is open the pipe has a writer, or its end would be read before bash opens it. */
  #writer: number | null;
  #reader: PipeReader | null = null;

  constructor(path: string) {
    this.path = path;
    this.#fd = openForReading(path);
    // One buffer for all that comes: to make one for each chunk costs more than to read it.
    const buffer = Buffer.allocUnsafeSlow(chunkSize);
    const callback = (length: number) => this.#pass(buffer.subarray(0, length));
    const reading: OnRead = { onread: { buffer, callback } };
    this.#socket = new Socket({ fd: this.#fd, readable: true, writable: false, ...reading });
    this.#writer = openForWriting(path);
    this.#socket.on('error', () => {});
    this.#socket.on('close', () => {
      this.#closeWriter();
      this.#reader?.end();
    });
  }

  /** From now on it is read for somebody else. */
  readFor(reader: PipeReader): void {
    this.#reader = reader;
  }

  /**
   * Lets go of the pipe's other end. `true`: nobody else holds it, and it can be used again as it is. Else it is
   * read until nobody does.
   */
  release(): boolean {
    if (this.#writer === null) return false;
    this.#closeWriter();
    for (;;) {
      const length = readNow(this.#fd, scratch);
      if (length === null) return false;
      if (length === 0) break;
      this.#pass(Buffer.from(scratch.subarray(0, length)));
    }
    this.#writer = openForWriting(this.path);
    this.#reader = null;
    return true;
  }

  /** Writes in the place of a process that died. */
  async write(data: Uint8Array): Promise<void> {
    if (this.#writer !== null) await writeFully(this.#writer, data);
  }

  /** Reads no further; who writes to the pipe gets SIGPIPE. */
  giveUp(): void {
    this.#socket.destroy();
    this.#closeWriter();
  }

  /** `false`: nothing is to be read until who took the chunk is done with it. */
  #pass(chunk: Buffer): boolean {
    const pending = this.#reader?.take(chunk);
    if (pending === undefined) return true;
    void pending.then(() => this.#socket.resume());
    return false;
  }

  #closeWriter(): void {
    if (this.#writer !== null) closeSync(this.#writer);
    this.#writer = null;
  }
}

/** What is read into it is copied at once: one as large for each block would keep the garbage collector busy. */
const scratch = Buffer.allocUnsafe(chunkSize);

/** How much there was to read; 0: the pipe has no writer; `null`: it has, and they have written nothing. */
function readNow(fd: number, into: Buffer): number | null {
  try {
    return readSync(fd, into);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return null;
    throw error;
  }
}
