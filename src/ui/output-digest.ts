export type StreamName = 'both' | 'stdout' | 'stderr';

/** A line of output as it is kept for showing: decoded, its newline removed. */
export interface OutputLine {
  readonly stream: StreamName;
  readonly text: string;
  /** Bytes of the line that are not in `text`. */
  readonly cut: number;
}

/** Bytes kept of one line. */
const longestLine = 8 * 1024;
const newline = 0x0a;

/** The beginning and the end of a block's output, and how many lines it has; of any length, in little memory. */
export class OutputDigest {
  readonly #headSize: number;
  readonly #tailSize: number;
  readonly #lanes = new Map<StreamName, Lane>();
  readonly #head: OutputLine[] = [];
  #tail: OutputLine[] = [];
  #count = 0;

  /** How many lines to keep of the beginning and of the end. */
  constructor(headSize: number, tailSize: number) {
    this.#headSize = headSize;
    this.#tailSize = tailSize;
  }

  /** Lines so far, an unfinished one not counted. */
  get count(): number {
    return this.#count;
  }

  get head(): readonly OutputLine[] {
    return this.#head;
  }

  /** The last lines, as far as they are not in the head. */
  get tail(): readonly OutputLine[] {
    return this.#tail;
  }

  /** Lines that are in neither. */
  get hidden(): number {
    return this.#count - this.#head.length - this.#tail.length;
  }

  /** Takes bytes of a stream; returns the lines they completed that belong to the head. */
  take(stream: StreamName, chunk: Uint8Array): readonly OutputLine[] {
    const known = this.#head.length;
    const lane = this.#lane(stream);
    let at = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, at)) {
      lane.add(chunk.subarray(at, end));
      this.#keep(lane.finish());
      at = this.#skip(chunk, end + 1, lane);
    }
    lane.add(chunk.subarray(at));
    return this.#head.slice(known);
  }

  /** Counts lines without a newline at their end; returns those that belong to the head. */
  end(): readonly OutputLine[] {
    const known = this.#head.length;
    for (const lane of this.#lanes.values()) if (!lane.empty) this.#keep(lane.finish());
    return this.#head.slice(known);
  }

  #lane(stream: StreamName): Lane {
    const lane = this.#lanes.get(stream) ?? new Lane(stream);
    this.#lanes.set(stream, lane);
    return lane;
  }

  #keep(line: OutputLine): void {
    this.#count += 1;
    if (this.#head.length < this.#headSize) this.#head.push(line);
    else this.#tail = [...this.#tail, line].slice(-this.#tailSize);
  }

  /** Passes over lines that a later line of the same chunk will push out of the tail; returns where to go on. */
  #skip(chunk: Uint8Array, from: number, lane: Lane): number {
    if (this.#head.length < this.#headSize) return from;
    let start = chunk.length;
    for (let wanted = this.#tailSize; wanted >= 0 && start > from; wanted -= 1) {
      start = chunk.lastIndexOf(newline, start - 1);
    }
    if (start <= from) return from;
    this.#count += countLines(chunk.subarray(from, start + 1));
    lane.finish();
    return start + 1;
  }
}

/** In a text it is much quicker than in bytes. */
function countLines(bytes: Uint8Array): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** One stream's unfinished line. */
class Lane {
  readonly #stream: StreamName;
  #bytes = Buffer.alloc(0);
  #cut = 0;

  constructor(stream: StreamName) {
    this.#stream = stream;
  }

  get empty(): boolean {
    return this.#bytes.length === 0 && this.#cut === 0;
  }

  add(bytes: Uint8Array): void {
    const room = longestLine - this.#bytes.length;
    if (room > 0 && bytes.length > 0) this.#bytes = Buffer.concat([this.#bytes, bytes.subarray(0, room)]);
    this.#cut += Math.max(0, bytes.length - room);
  }

  finish(): OutputLine {
    const text = this.#bytes.toString('utf8').replace(/\r$/, '');
    const line = { stream: this.#stream, text, cut: this.#cut };
    this.#bytes = Buffer.alloc(0);
    this.#cut = 0;
    return line;
  }
}
