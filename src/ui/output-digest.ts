export type StreamName = 'both' | 'stdout' | 'stderr';

/** A line of output as it is kept for showing: decoded, its newline removed. */
export interface OutputLine {
  readonly stream: StreamName;
  readonly text: string;
  /** Bytes of the line that are not in `text`. */
  readonly cut: number;
}

/** Lines that are counted: to count more of them takes as long as to judge them. */
export const mostCounted = 100_000;

/** Bytes kept of one line. */
const longestLine = 8 * 1024;
const newline = 0x0a;

/** The beginning and the end of a block's output, and how much it is; of any length, in little memory. */
export class OutputDigest {
  readonly #headSize: number;
  readonly #tailSize: number;
  readonly #lanes = new Map<StreamName, Lane>();
  readonly #head: OutputLine[] = [];
  #tail: OutputLine[] = [];
  /** As many lines of a stream as the tail has: most often others push them out before anybody wants to see them. */
  #unread: { readonly lane: Lane; readonly bytes: Uint8Array } | null = null;
  #count = 0;
  #bytes = 0;

  /** How many lines to keep of the beginning and of the end. */
  constructor(headSize: number, tailSize: number) {
    this.#headSize = headSize;
    this.#tailSize = tailSize;
  }

  /** Bytes so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Lines so far, an unfinished one not counted; `null`: more than `mostCounted`. */
  get count(): number | null {
    return this.#count > mostCounted ? null : this.#count + (this.#unread === null ? 0 : this.#tailSize);
  }

  get head(): readonly OutputLine[] {
    return this.#head;
  }

  /** The last lines, as far as they are not in the head. */
  get tail(): readonly OutputLine[] {
    this.#readTail();
    return this.#tail;
  }

  /** How many lines are kept. */
  get kept(): number {
    return this.#head.length + this.tail.length;
  }

  /** Takes bytes of a stream; returns the lines they completed that belong to the head. */
  take(stream: StreamName, chunk: Uint8Array): readonly OutputLine[] {
    const known = this.#head.length;
    const lane = this.#lane(stream);
    this.#bytes += chunk.length;
    const end = known < this.#headSize ? null : this.#startOfTail(chunk);
    if (end === null) this.#read(lane, chunk);
    else this.#replaceTail(lane, chunk, end);
    return this.#head.slice(known);
  }

  /** Counts lines without a newline at their end; returns those that belong to the head. */
  end(): readonly OutputLine[] {
    const known = this.#head.length;
    this.#readTail();
    for (const lane of this.#lanes.values()) if (!lane.empty) this.#keep(lane.finish());
    return this.#head.slice(known);
  }

  #lane(stream: StreamName): Lane {
    const lane = this.#lanes.get(stream) ?? new Lane(stream);
    this.#lanes.set(stream, lane);
    return lane;
  }

  #read(lane: Lane, bytes: Uint8Array): void {
    this.#readTail();
    let at = 0;
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, at)) {
      lane.add(bytes.subarray(at, end));
      this.#keep(lane.finish());
      at = end + 1;
    }
    lane.add(bytes.subarray(at));
  }

  #keep(line: OutputLine): void {
    this.#count += 1;
    if (this.#head.length < this.#headSize) this.#head.push(line);
    else this.#tail = [...this.#tail, line].slice(-this.#tailSize);
  }

  /** Where the last lines of a chunk begin, as many as the tail has; `null`: it ends fewer than that, and one before. */
  #startOfTail(chunk: Uint8Array): number | null {
    let start = chunk.length;
    for (let wanted = this.#tailSize; wanted >= 0; wanted -= 1) {
      start = start === 0 ? -1 : chunk.lastIndexOf(newline, start - 1);
      if (start < 0) return null;
    }
    return start + 1;
  }

  /** A chunk alone fills the tail: nothing before it is seen any more but what other streams have not ended yet. */
  #replaceTail(lane: Lane, chunk: Uint8Array, start: number): void {
    if (this.#unread?.lane === lane) this.#count += this.#tailSize;
    else this.#readTail();
    lane.finish();
    this.#tail = [];
    if (this.#count <= mostCounted) this.#count += countLines(chunk.subarray(0, start));
    this.#unread = { lane, bytes: Uint8Array.from(chunk.subarray(start)) };
  }

  #readTail(): void {
    if (this.#unread === null) return;
    const { lane, bytes } = this.#unread;
    this.#unread = null;
    this.#read(lane, bytes);
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
