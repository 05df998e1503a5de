import { isVisible, type OutputLine } from './output-line.ts';
import { hasCodes, stripCodes } from './strip-codes.ts';

/** Turns a stream of bytes into lines, with bounded memory and whatever the chunks are. */
export class LineSplitter {
  readonly #emit: (line: OutputLine) => void;
  readonly #limit: number;
  /** Invalid bytes become U+FFFD. */
  readonly #decoder = new TextDecoder('utf-8');
  #pending = '';
  #whole = true;
  /** What is pending holds no code for sure. */
  #plain = true;
  /** The last chunk may have ended within a character. */
  #split = false;

  /** `limit`: UTF-16 units kept of one line, at least one. */
  constructor(limit: number, emit: (line: OutputLine) => void) {
    this.#limit = limit;
    this.#emit = emit;
  }

  write(chunk: Uint8Array): void {
    const text = this.#decoder.decode(chunk, { stream: true });
    // As many units as bytes: no character takes several bytes, so none is an 8-bit code. To know that of a chunk is
    // much cheaper than to look for codes in each of its lines.
    const plain = !this.#split && text.length === chunk.length && !hasCodes(text);
    this.#split = (chunk.at(-1) ?? 0) > 0x7f;
    this.#plain &&= plain;
    this.#take(text, plain);
  }

  /** A last line without a line feed is a line too. */
  end(): void {
    this.#take(this.#decoder.decode(), true);
    if (this.#pending !== '') this.#finish();
  }

  #take(text: string, plain: boolean): void {
    let from = 0;
    for (let to = text.indexOf('\n'); to !== -1; to = text.indexOf('\n', from)) {
      this.#grow(text.slice(from, to));
      this.#finish();
      this.#plain = plain;
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
    const text = this.#plain ? this.#pending : stripCodes(this.#pending);
    this.#emit({ text, whole: this.#whole, visible: !this.#whole || isVisible(text) });
    this.#pending = '';
    this.#whole = true;
  }
}
