import type { Entry, Event } from '../model/event.ts';
import type { Damage } from './damage.ts';
import { eventShape } from './event-shapes.ts';
import { count, name, object, type Shape, sha256Hex } from './shape.ts';

/** SHA-256 of bytes, or of a text's UTF-8, in lower-case hexadecimal. */
export type Hash = (line: Uint8Array | string) => string;

/** Where a chain of lines has come to. */
export interface Chain {
  /** Lines so far, damaged ones included. */
  readonly line: number;
  readonly seq: number;
  readonly run: string | null;
  /** Hash of the last line's bytes; 64 zeros before the first. */
  readonly head: string;
}

/** What one more line came to. The entry is kept even when the line is not the one that belonged there. */
export interface Extension {
  readonly chain: Chain;
  readonly entry: Entry | null;
  readonly damage: readonly Damage[];
}

type Link = Pick<Entry, 'seq' | 'time' | 'run' | 'prev'>;

const isoTime: Shape<string> = {
  misfit: (value) =>
    typeof value === 'string' && /^\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) ? null : '',
  mapText: (value) => value,
};

const link = object<Link>({ seq: count, time: isoTime, run: name, prev: sha256Hex });

export const emptyChain: Chain = { line: 0, seq: 0, run: null, head: '0'.repeat(64) };

/** The line that adds an event to a chain, without its newline; `time` in milliseconds since the epoch. */
export function encodeLine(chain: Chain, run: string, time: number, event: Event): string {
  const at = new Date(time).toISOString();
  return JSON.stringify({ seq: chain.seq + 1, time: at, run, prev: chain.head, ...event });
}

/**
 * Reads a line (without its newline) as the next one of a chain. Never throws. A text is the line as UTF-8; it is
 * well-formed, as `encodeLine` makes it.
 */
export function extendChain(chain: Chain, line: Uint8Array | string, hash: Hash): Extension {
  const number = chain.line + 1;
  const next = { line: number, seq: chain.seq + 1, run: chain.run, head: hash(line) };
  const read = readEntry(line);
  if (read.type !== 'entry') return { chain: next, entry: null, damage: [{ ...read, line: number }] };
  const { entry } = read;
  const damage = misplacements(chain, entry).map((each) => ({ ...each, line: number }));
  return {
    chain: { ...next, seq: entry.seq, run: chain.run ?? entry.run },
    // Of many entries these words would be a good part of what is kept.
    entry:
      damage.length === 0 ? Object.assign(entry, { prev: chain.head, run: chain.run ?? entry.run }) : entry,
    damage,
  };
}

type Fault = Omit<Damage, 'line'>;

function* findMisplacements(chain: Chain, entry: Entry): Generator<Fault> {
  if (entry.prev !== chain.head) {
    yield { type: 'wrong-previous', message: 'does not follow from the line before it' };
  }
  if (entry.seq !== chain.seq + 1) {
    yield { type: 'wrong-sequence', message: `has number ${entry.seq}, expected ${chain.seq + 1}` };
  }
  if (chain.run !== null && entry.run !== chain.run) {
    yield { type: 'wrong-run', message: `belongs to run ${entry.run}, not to ${chain.run}` };
  }
}

function misplacements(chain: Chain, entry: Entry): readonly Fault[] {
  return [...findMisplacements(chain, entry)];
}

function readEntry(line: Uint8Array | string): Fault | { readonly type: 'entry'; readonly entry: Entry } {
  const value = parseJson(line);
  if (typeof value !== 'object' || value === null)
    return { type: 'not-json', message: 'is not a JSON object' };
  const type: unknown = 'type' in value ? value.type : undefined;
  const shape = eventShape(type);
  if (shape === null) return { type: 'unknown-event', message: `has an unknown event type ${quote(type)}` };
  const misfit = link.misfit(value) ?? shape.misfit(value);
  if (misfit === null) return { type: 'entry', entry: value as Entry };
  return { type: 'wrong-shape', message: `is not a whole ${String(type)}: ${misfit} is missing or wrong` };
}

function quote(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 40) ?? 'at all';
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function parseJson(line: Uint8Array | string): unknown {
  try {
    return JSON.parse(typeof line === 'string' ? line : utf8.decode(line));
  } catch {
    return undefined;
  }
}
