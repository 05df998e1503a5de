/** What a stream held as JSON. */
export type JsonReading =
  | { readonly type: 'value'; readonly value: unknown }
  /** `reason` completes "found …". */
  | { readonly type: 'unreadable'; readonly reason: string };

/** Collects a stream that is to be read as one JSON text, up to a limit in bytes. */
export class JsonText {
  readonly #limit: number;
  #chunks: Uint8Array[] = [];
  #bytes = 0;
  #reading: JsonReading | null = null;

  constructor(limit: number) {
    this.#limit = limit;
  }

  write(chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    if (this.#bytes <= this.#limit) this.#chunks.push(Uint8Array.from(chunk));
    else this.#chunks = [];
  }

  /** Parsed once, at the end. */
  read(): JsonReading {
    this.#reading ??= this.#parse();
    return this.#reading;
  }

  #parse(): JsonReading {
    if (this.#bytes > this.#limit) {
      return { type: 'unreadable', reason: `more than ${this.#limit} bytes, too much to be read as JSON` };
    }
    const text = this.#decode();
    if (text.trim() === '') return { type: 'unreadable', reason: 'no output' };
    try {
      return { type: 'value', value: JSON.parse(text) };
    } catch {
      return { type: 'unreadable', reason: 'output that is not JSON' };
    }
  }

  #decode(): string {
    const decoder = new TextDecoder('utf-8');
    const parts = this.#chunks.map((chunk) => decoder.decode(chunk, { stream: true }));
    this.#chunks = [];
    return parts.join('') + decoder.decode();
  }
}
