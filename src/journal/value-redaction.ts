/** What is looked for, and what stands in its place. */
export interface Pattern {
  readonly bytes: Uint8Array;
  readonly marker: Uint8Array;
}

/** Patterns by their first byte, longest first. */
export type PatternIndex = readonly (readonly Pattern[] | undefined)[];

export function indexPatterns(patterns: readonly Pattern[]): PatternIndex {
  const index: Pattern[][] = [];
  for (const pattern of patterns.toSorted((a, b) => b.bytes.length - a.bytes.length)) {
    const first = pattern.bytes[0];
    if (first === undefined) throw new RangeError('an empty value cannot be looked for');
    index[first] ??= [];
    index[first].push(pattern);
  }
  return index;
}

/**
 * Replaces patterns in bytes that arrive in any cut. Occurrences that overlap are replaced as one, so that no
 * end of a second value is left over.
 */
export class ValueRedaction {
  readonly #patterns: PatternIndex;
  /** The end of what arrived, as long as it may be the beginning of a pattern. */
  #held: Uint8Array = new Uint8Array();
  /** How many of the bytes to come belong to an occurrence whose marker was passed on. */
  #covered = 0;

  constructor(patterns: PatternIndex) {
    this.#patterns = patterns;
  }

  /** What can be passed on now; the rest is held back, always less than the longest pattern. */
  write(chunk: Uint8Array): Uint8Array {
    return this.#pass(concat([this.#held, chunk]), false);
  }

  /** What was held back; afterwards the stream is as new. */
  end(): Uint8Array {
    const rest = this.#pass(this.#held, true);
    this.#covered = 0;
    return rest;
  }

  #pass(bytes: Uint8Array, final: boolean): Uint8Array {
    const passed: Uint8Array[] = [];
    let clear = this.#covered;
    let at = 0;
    for (; at < bytes.length; at++) {
      const found = this.#match(bytes, at, final);
      if (found === 'undecided') break;
      if (found === null) continue;
      if (at >= clear) passed.push(bytes.subarray(clear, at), found.marker);
      clear = Math.max(clear, at + found.bytes.length);
    }
    if (at > clear) passed.push(bytes.subarray(clear, at));
    // A copy: the chunk is not ours to keep.
    this.#held = Uint8Array.from(bytes.subarray(at));
    this.#covered = Math.max(0, clear - at);
    return concat(passed);
  }

  #match(bytes: Uint8Array, at: number, final: boolean): Pattern | 'undecided' | null {
    const candidates = this.#patterns[bytes[at] as number];
    if (candidates === undefined) return null;
    for (const pattern of candidates) {
      const length = commonLength(bytes, at, pattern.bytes);
      if (length === pattern.bytes.length) return pattern;
      if (at + length === bytes.length && !final) return 'undecided';
    }
    return null;
  }
}

function commonLength(bytes: Uint8Array, at: number, pattern: Uint8Array): number {
  const limit = Math.min(pattern.length, bytes.length - at);
  let length = 0;
  while (length < limit && bytes[at + length] === pattern[length]) length++;
  return length;
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const filled = parts.filter((part) => part.length > 0);
  if (filled.length === 1 && filled[0] !== undefined) return filled[0];
  const whole = new Uint8Array(filled.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of filled) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
