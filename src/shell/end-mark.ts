import { randomBytes } from 'node:crypto';

const length = 16;
let drawn: Buffer = Buffer.alloc(0);

/** A name for one use that no output contains by accident. */
export function makeNonce(): string {
  // The system is asked for many at once: each time costs more than the number does.
  if (drawn.length < length) drawn = randomBytes(length * 256);
  const nonce = drawn.toString('hex', 0, length);
  drawn = drawn.subarray(length);
  return nonce;
}

const separator = 0x1e;

/** The bytes that bash writes to a stream when it is done with it. */
export function endMark(nonce: string): Buffer {
  return Buffer.from(`\x1e${nonce}\x1e`, 'latin1');
}

/** Bytes before the end mark, and what followed it; `after` is `null` until it was seen. */
export interface Scanned {
  readonly before: Uint8Array;
  readonly after: Uint8Array | null;
}

/** Finds the end mark in a stream of chunks; what may be its beginning is held back until it is known. */
export class MarkScanner {
  readonly #mark: Buffer;
  #held: Buffer = Buffer.alloc(0);

  constructor(nonce: string) {
    this.#mark = endMark(nonce);
  }

  scan(chunk: Buffer): Scanned {
    const text = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    const found = text.indexOf(this.#mark);
    if (found !== -1) {
      this.#held = Buffer.alloc(0);
      return { before: text.subarray(0, found), after: text.subarray(found + this.#mark.length) };
    }
    const kept = this.#possibleStart(text);
    this.#held = Buffer.from(text.subarray(kept));
    return { before: text.subarray(0, kept), after: null };
  }

  #possibleStart(text: Buffer): number {
    const from = Math.max(0, text.length - this.#mark.length + 1);
    for (let at = text.indexOf(separator, from); at !== -1; at = text.indexOf(separator, at + 1)) {
      if (text.subarray(at).equals(this.#mark.subarray(0, text.length - at))) return at;
    }
    return text.length;
  }
}
