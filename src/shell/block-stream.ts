import { endMark, MarkScanner } from './end-mark.ts';
import type { StreamPipe } from './stream-pipe.ts';

/** Where a stream's bytes go: those before the end mark, held back while a promise is pending, and later ones. */
export interface StreamOutlets {
  deliver(chunk: Uint8Array): void | Promise<void>;
  late(chunk: Uint8Array): void;
}

/** One output stream of one block: a named pipe read up to the end mark, and then until nobody holds it. */
export class BlockStream {
  readonly pipe: StreamPipe;
  /** All of the block's output was delivered. Rejects with what `deliver` threw; nothing is read after that. */
  readonly delivered: Promise<void>;
  /** No process holds the pipe any more, or it was given up. */
  readonly emptied: Promise<void>;
  readonly #nonce: string;
  readonly #scanner: MarkScanner;
  readonly #outlets: StreamOutlets;
  #marked = false;
  #delivered: () => void = () => {};
  #failed: (error: unknown) => void = () => {};
  #emptied: () => void = () => {};

  constructor(pipe: StreamPipe, nonce: string, outlets: StreamOutlets) {
    this.pipe = pipe;
    this.#nonce = nonce;
    this.#scanner = new MarkScanner(nonce);
    this.#outlets = outlets;
    this.delivered = new Promise((resolve, reject) => {
      this.#delivered = resolve;
      this.#failed = reject;
    });
    this.delivered.catch(() => {});
    this.emptied = new Promise((resolve) => {
      this.#emptied = resolve;
    });
    pipe.readFor({ take: (chunk) => this.#take(chunk), end: () => this.#end() });
  }

  get path(): string {
    return this.pipe.path;
  }

  /** Ends the stream in the place of a bash that died: all that was written before it comes before the mark. */
  endNow(): Promise<void> {
    return this.pipe.write(endMark(this.#nonce));
  }

  /** The block is over. `true`: no process holds the pipe, which can be used for another; else it is read until none does. */
  release(): boolean {
    const free = this.pipe.release();
    if (free) this.#emptied();
    return free;
  }

  #take(chunk: Buffer): void | Promise<void> {
    if (this.#marked) return this.#outlets.late(chunk);
    const { before, after } = this.#scanner.scan(chunk);
    const pending = before.length > 0 ? this.#deliver(before) : undefined;
    if (pending === undefined) return this.#mark(after);
    return pending.then(
      () => this.#mark(after),
      (error: unknown) => this.#fail(error),
    );
  }

  #deliver(chunk: Uint8Array): void | Promise<void> {
    try {
      return this.#outlets.deliver(chunk);
    } catch (error) {
      return this.#fail(error);
    }
  }

  #mark(after: Uint8Array | null): void {
    if (after === null) return;
    this.#marked = true;
    if (after.length > 0) this.#outlets.late(after);
    this.#delivered();
  }

  #fail(error: unknown): void {
    this.#failed(error);
    this.pipe.giveUp();
  }

  #end(): void {
    this.#delivered();
    this.#emptied();
  }
}
