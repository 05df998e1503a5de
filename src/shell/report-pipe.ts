import { Socket } from 'node:net';
import { MarkScanner } from './end-mark.ts';
import { openBothEnds } from './fifo.ts';
import { StatePipe } from './state-pipe.ts';

/** The named pipe on which bash reports: NUL-separated fields, ended by the mark that was agreed on. */
export class ReportPipe {
  readonly #socket: Socket;
  readonly #state: StatePipe | null;
  /** What nobody has asked for yet. */
  #unread: Buffer = Buffer.alloc(0);
  #receive: ((chunk: Buffer) => void) | null = null;

  /** `state`: the pipe on which bash says in what state it is, where that is not the same. */
  constructor(path: string, state: string | null = null) {
    this.#state = state === null ? null : new StatePipe(state);
    this.#socket = new Socket({ fd: openBothEnds(path), readable: true, writable: false });
    this.#socket.on('data', (chunk: Buffer) => {
      if (this.#receive === null) this.#unread = Buffer.concat([this.#unread, chunk]);
      else this.#receive(chunk);
    });
    this.#socket.on('error', () => {});
  }

  /** The fields of the report with this mark, as bytes in Latin-1. Never settles if bash dies first. */
  next(nonce: string): Promise<readonly string[]> {
    const scanner = new MarkScanner(nonce);
    const chunks: Uint8Array[] = [];
    return new Promise((resolve) => {
      this.#receive = (chunk) => {
        const { before, after } = scanner.scan(chunk);
        chunks.push(before);
        if (after === null) return;
        this.#receive = null;
        this.#unread = Buffer.from(after);
        resolve(Buffer.concat(chunks).toString('latin1').split('\0'));
      };
      this.#receive(this.#unread);
    });
  }

  /** The same for a report that tells of a state: its fields stand behind those of the state, each of which NUL ends. */
  async nextWithState(nonce: string): Promise<readonly string[]> {
    if (this.#state === null) return this.next(nonce);
    this.#state.expect();
    const report = await this.next(nonce);
    const state = this.#state.take().split('\0');
    return [...(state.at(-1) === '' ? state.slice(0, -1) : state), ...report];
  }

  close(): void {
    this.#state?.close();
    this.#socket.destroy();
  }
}
