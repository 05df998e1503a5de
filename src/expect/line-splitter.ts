import { isVisible, type OutputLine } from './output-line.ts';
import { stripCodes } from './strip-codes.ts';

/** Turns a stream of bytes into lines, with bounded memory and whatever the chunks are. */
export class LineSplitter {
  readonly #emit: (line: OutputLine) => void;
  readonly #limit: number;
  /** Invalid bytes become U+FFFD. */
  readonly #decoder = new TextDecoder('utf-8');
  #pending = '';
  #whole = true;

  /** `limit`: UTF-16 units kept of one line, at least one. */
  constructor(limit: number, emit: (line: OutputLine) => void) {
    this.#limit = limit;
    this.#emit = emit;
  }

  write(chunk: Uint8Array): void {
    this.#take(this.#decoder.decode(chunk, { stream: true }));
  }

  /** A last line without a line feed is a line too. */
  end(): void {
    this.#take(this.#decoder.decode());
    if (this.#pending !== '') this.#finish();
  }

  #take(text: string): void {
    let from = 0;
    for (let to = text.indexOf('\n'); to !== -1; to = text.indexOf('\n', from)) {
      this.#grow(text.slice(from, to));
      this.#finish();
      from = to + 1;
    }
    if (from < text.length) this.#grow(text.slice(from));
  }

  #grow(piece: string): void {
    const room = this.#limit - this.#pending.length;
    this.#whole &&= piece.length <= room;
    this.#pending += piece.slice(0, room);
  }

  #finish(): void {
    const text = stripCodes(this.#pending);
    this.#emit({ text, whole: this.#whole, visible: !this.#whole || isVisible(text) });
    this.#pending = '';
    this.#whole = true;
  }
}
