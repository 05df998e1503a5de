/** What a key, or a stretch of them, means at a prompt. */
export type Key =
  | { readonly type: 'text'; readonly text: string }
  /** A key of line editing, as the byte sequence the line editor takes. */
  | { readonly type: 'edit'; readonly sequence: string }
  | { readonly type: 'line-end' }
  /** Ctrl-C. */
  | { readonly type: 'interrupt' }
  /** Ctrl-Z. */
  | { readonly type: 'suspend' }
  /** Ctrl-D. */
  | { readonly type: 'input-ended' }
  | { readonly type: 'paste-begins' }
  | { readonly type: 'paste-ends' };

export interface Keys {
  readonly keys: readonly Key[];
  /** The beginning of an escape sequence that is not complete yet. */
  readonly rest: string;
}

const escapeSequence = /^\x1b(?:\[[0-?]*[ -/]*[@-~]|O[ -~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[^[O\]])/;
const unfinished = /^\x1b(?:\[[0-?]*[ -/]*|O|\][^\x07\x1b]*\x1b?)?$/;
const left = '\x1b[D';
const right = '\x1b[C';
const start = '\x01';
const end = '\x05';
const sequences: Readonly<Record<string, Key>> = {
  '\x1b[200~': { type: 'paste-begins' },
  '\x1b[201~': { type: 'paste-ends' },
  '\x1b[D': { type: 'edit', sequence: left },
  '\x1bOD': { type: 'edit', sequence: left },
  '\x1b[C': { type: 'edit', sequence: right },
  '\x1bOC': { type: 'edit', sequence: right },
  '\x1b[H': { type: 'edit', sequence: start },
  '\x1bOH': { type: 'edit', sequence: start },
  '\x1b[1~': { type: 'edit', sequence: start },
  '\x1b[F': { type: 'edit', sequence: end },
  '\x1bOF': { type: 'edit', sequence: end },
  '\x1b[4~': { type: 'edit', sequence: end },
  '\x1b[3~': { type: 'edit', sequence: '\x1b[3~' },
};
const controls: Readonly<Record<string, Key>> = {
  '\x01': { type: 'edit', sequence: start },
  '\x02': { type: 'edit', sequence: left },
  '\x03': { type: 'interrupt' },
  '\x04': { type: 'input-ended' },
  '\x05': { type: 'edit', sequence: end },
  '\x06': { type: 'edit', sequence: right },
  '\x08': { type: 'edit', sequence: '\x7f' },
  '\n': { type: 'line-end' },
  '\r': { type: 'line-end' },
  '\x1a': { type: 'suspend' },
  // Ctrl-U empties the line; the line editor calls that Ctrl-G.
  '\x15': { type: 'edit', sequence: '\x07' },
  '\x7f': { type: 'edit', sequence: '\x7f' },
};

/**
 * Reads what a terminal in raw mode sends. Keys without a meaning at a prompt (function keys, reports of the
 * mouse, characters that cannot be seen) are dropped.
 */
export function readKeys(input: string): Keys {
  const keys: Key[] = [];
  let rest = input;
  while (rest !== '') {
    if (unfinished.test(rest)) return { keys, rest };
    const [taken, key] = readKey(rest);
    if (key !== null) keys.push(key);
    rest = rest.slice(taken);
  }
  return { keys, rest };
}

const seen = /^(?:(?! )[\p{L}\p{M}\p{N}\p{P}\p{S}]| )+/u;

/** The first key: how many UTF-16 units it takes, and what it is. */
function readKey(input: string): readonly [number, Key | null] {
  const sequence = escapeSequence.exec(input)?.[0];
  if (sequence !== undefined) return [sequence.length, sequences[sequence] ?? null];
  const text = seen.exec(input)?.[0];
  if (text !== undefined) return [text.length, { type: 'text', text }];
  const character = String.fromCodePoint(input.codePointAt(0) ?? 0);
  return [character.length, controls[character] ?? null];
}
