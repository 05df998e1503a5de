import { LineBlock } from './line-block.ts';
import { isVisible, type OutputLine } from './output-line.ts';
import { hasCodes, stripCodes } from './strip-codes.ts';

/** Who gets the lines of a stream, in order. */
export interface LineTaker {
  line(line: OutputLine): void;
  /** Left out: it wants each line alone. */
  block?(block: LineBlock): void;
}

/** Turns a stream of bytes into lines, with bounded memory and whatever the chunks are. */
export class LineSplitter {
  readonly #take: LineTaker;
  readonly #limit: number;
  /** Invalid bytes become U+FFFD. */
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #begun = false;
  #pending = '';
  #whole = true;
  /** What is pending holds no code for sure. */
  #plain = true;
  /** The last chunk may have ended within a character. */
  #split = false;

  /** `limit`: UTF-16 units kept of one line, at least one. */
  constructor(limit: number, take: LineTaker) {
    this.#limit = limit;
    this.#take = take;
  }

  write(chunk: Uint8Array): void {
    const decoded = this.#decode(chunk);
    const text = this.#begun ? decoded : decoded.replace(/^\uFEFF/, '');
    this.#begun ||= decoded !== '';
    // As many units as bytes: no character takes several bytes, so none is an 8-bit code. To know that of a chunk is
    // much cheaper than to look for codes in each of its lines.
    const plain = !this.#split && text.length === chunk.length && !hasCodes(text);
    this.#split = (chunk.at(-1) ?? 0) > 0x7f;
    this.#plain &&= plain;
    this.#cut(text, plain);
  }

  /** A last line without a line feed is a line too. */
  end(): void {
    this.#cut(this.#decoder.decode(), true);
    if (this.#pending !== '') this.#finish();
  }

  /** A chunk that neither begins nor ends within a character is decoded several times as fast alone. */
  #decode(chunk: Uint8Array): string {
    if (this.#split || (chunk.at(-1) ?? 0) > 0x7f) return this.#decoder.decode(chunk, { stream: true });
    return this.#decoder.decode(chunk);
  }

  #cut(text: string, plain: boolean): void {
    let from = 0;
    for (let to = text.indexOf('\n'); to !== -1; to = text.indexOf('\n', from)) {
      this.#grow(text.slice(from, to));
      this.#finish();
      this.#plain = plain;
      from = to + 1;
      // What was pending is told: whole lines behind it can go together.
      if (plain) from = this.#passBlock(text, from);
    }
    if (from < text.length) this.#grow(text.slice(from));
  }

  /** Where the lines that are left begin. */
  #passBlock(text: string, from: number): number {
    if (this.#take.block === undefined || text.length > this.#limit) return from;
    const block = LineBlock.from(text, from);
    if (block === null) return from;
    this.#take.block(block);
    return from + block.text.length;
  }

  #grow(piece: string): void {
    const room = this.#limit - this.#pending.length;
    this.#whole &&= piece.length <= room;
    this.#pending += piece.slice(0, room);
  }

  #finish(): void {
    const text = this.#plain ? this.#pending : stripCodes(this.#pending);
    this.#take.line({ text, whole: this.#whole, visible: !this.#whole || isVisible(text) });
    this.#pending = '';
    this.#whole = true;
  }
}
