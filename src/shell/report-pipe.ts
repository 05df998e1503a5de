import { Socket } from 'node:net';
import { MarkScanner } from './end-mark.ts';
import { openBothEnds } from './fifo.ts';

/** The named pipe on which bash reports: NUL-separated fields, ended by the mark that was agreed on. */
export class ReportPipe {
  readonly #socket: Socket;
  /** What nobody has asked for yet. */
  #unread: Buffer = Buffer.alloc(0);
  #receive: ((chunk: Buffer) => void) | null = null;

  constructor(path: string) {
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

  close(): void {
    this.#socket.destroy();
  }
}
