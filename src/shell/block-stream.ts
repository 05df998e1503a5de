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

  async #pump(outlets: StreamOutlets): Promise<boolean> {
    const scanner = new MarkScanner(this.#nonce);
    let ended = false;
    try {
      for await (const chunk of this.#socket) {
        if (ended) {
          outlets.late(chunk);
          continue;
        }
        const { before, after } = scanner.scan(chunk);
        if (before.length > 0) await outlets.deliver(before);
        if (after === null) continue;
        ended = true;
        this.#closeWriter();
        this.#markSeen();
        if (after.length > 0) outlets.late(after);
      }
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
