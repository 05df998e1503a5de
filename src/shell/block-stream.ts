import { closeSync } from 'node:fs';
import { Socket } from 'node:net';
import { endMark, MarkScanner } from './end-mark.ts';
import { openForReading, openForWriting, writeFully } from './fifo.ts';

/** Where a stream's bytes go: those before the end mark, held back while a promise is pending, and later ones. */
export interface StreamOutlets {
  deliver(chunk: Uint8Array): void | Promise<void>;
  late(chunk: Uint8Array): void;
}

/** One output stream of one block: a named pipe read up to the end mark, and then until nobody holds it. */
export class BlockStream {
  /** All of the block's output was delivered. Rejects with what `deliver` threw; nothing is read after that. */
  readonly delivered: Promise<void>;
  /** No process holds the pipe any more, or it was given up; tells whether the pipe can be used again. */
  readonly emptied: Promise<boolean>;
  readonly path: string;
  readonly #nonce: string;
  readonly #socket: Socket;
  /** Until the mark is seen the pipe has a writer, or its end would be read before bash opens it. */
  #writer: number | null;
  #markSeen: () => void = () => {};

  constructor(path: string, nonce: string, outlets: StreamOutlets) {
    this.path = path;
    this.#nonce = nonce;
    this.#socket = new Socket({ fd: openForReading(path), readable: true, writable: false });
    this.#writer = openForWriting(path);
    const marked = new Promise<void>((resolve) => {
      this.#markSeen = resolve;
    });
    const pumped = this.#pump(outlets);
    this.delivered = Promise.race([marked, pumped.then(() => {})]);
    this.delivered.catch(() => {});
    this.emptied = pumped.catch(() => false);
  }

  /** Ends the stream in the place of a bash that died: all that was written before it comes before the mark. */
  async endNow(): Promise<void> {
    if (this.#writer !== null) await writeFully(this.#writer, endMark(this.#nonce));
  }

  /** Reads no further; who writes to the pipe gets SIGPIPE. */
  giveUp(): void {
    this.#socket.destroy();
    this.#closeWriter();
  }

  /** Reads until nobody holds the pipe; tells whether the mark was seen. Rejects with what `deliver` threw. */
  async #pump(outlets: StreamOutlets): Promise<boolean> {
    const scanner = new MarkScanner(this.#nonce);
    let ended = false;
    try {
      await consume(this.#socket, (chunk) => {
        if (ended) return outlets.late(chunk);
        const { before, after } = scanner.scan(chunk);
        ended = after !== null;
        const delivered = before.length > 0 ? outlets.deliver(before) : undefined;
        if (after === null) return delivered;
        const finish = () => {
          this.#closeWriter();
          this.#markSeen();
          if (after.length > 0) outlets.late(after);
        };
        return delivered === undefined ? finish() : delivered.then(finish);
      });
    } finally {
      this.giveUp();
    }
    return ended;
  }

  #closeWriter(): void {
    if (this.#writer !== null) closeSync(this.#writer);
    this.#writer = null;
  }
}

/**
 * Hands chunk after chunk to `take`, one at a time; reads on when it is done with it. Several times as fast as
 * iterating over the socket, which stops and starts the reading at every chunk.
 */
function consume(socket: Socket, take: (chunk: Buffer) => void | Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.on('data', (chunk: Buffer) => {
      try {
        const taken = take(chunk);
        if (taken === undefined) return;
        socket.pause();
        taken.then(() => socket.resume(), reject);
      } catch (error) {
        reject(error);
      }
    });
    socket.on('error', reject);
    socket.on('close', () => resolve());
  });
}
