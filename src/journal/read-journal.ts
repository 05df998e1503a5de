import { join } from 'node:path';
import type { Entry } from '../model/event.ts';
import { type Chain, emptyChain, extendChain } from './chain.ts';
import type { Damage } from './damage.ts';
import { type RawLine, readLines } from './read-lines.ts';
import { sha256 } from './sha256.ts';
import { reasonOf } from './storage-error.ts';

/** Everything a journal tells, and everything that is wrong with it. */
export interface JournalRecord {
  readonly entries: readonly Entry[];
  /** Hash of the last whole line; 64 zeros when there is none. */
  readonly head: string;
  readonly damage: readonly Damage[];
}

/** A journal with what is needed to check it further or to continue it. */
export interface JournalScan extends JournalRecord {
  /** The line that each of `entries` stands on. */
  readonly lines: readonly number[];
  /** The hash of every whole line, first line first. */
  readonly heads: readonly string[];
  readonly chain: Chain;
  /** Bytes up to the end of the last whole line. */
  readonly size: number;
  /** What stands after the last newline. */
  readonly torn: Uint8Array | null;
}

export function journalFile(directory: string): string {
  return join(directory, 'journal.jsonl');
}

/** Reads a run's journal. What is wrong with it is reported, the rest is kept; it never throws. */
export function readJournal(directory: string): JournalRecord {
  const { entries, head, damage } = scanJournal(directory);
  return { entries, head, damage };
}

/** As `readJournal`, with more detail. */
export function scanJournal(directory: string): JournalScan {
  const scan = new Scan();
  try {
    for (const line of readLines(journalFile(directory))) scan.take(line);
  } catch (error) {
    scan.damage.push({ type: 'unreadable', line: 0, message: `cannot be read: ${reasonOf(error)}` });
  }
  return scan.result();
}

/** What has been read so far. */
class Scan {
  readonly entries: Entry[] = [];
  readonly lines: number[] = [];
  readonly heads: string[] = [];
  readonly damage: Damage[] = [];
  chain: Chain = emptyChain;
  size = 0;
  torn: Uint8Array | null = null;

  take(line: RawLine): void {
    if (line.whole) this.#takeWhole(line);
    else this.#takeTorn(line);
  }

  result(): JournalScan {
    const { entries, lines, heads, damage, chain, size, torn } = this;
    return { entries, lines, heads, damage, chain, size, torn, head: chain.head };
  }

  #takeWhole({ bytes, offset }: RawLine): void {
    const { chain, entry, damage } = extendChain(this.chain, bytes, sha256);
    this.chain = chain;
    this.size = offset + bytes.length + 1;
    this.heads.push(chain.head);
    this.damage.push(...damage);
    if (entry === null) return;
    this.entries.push(entry);
    this.lines.push(chain.line);
  }

  #takeTorn({ bytes }: RawLine): void {
    this.torn = bytes;
    const message = `breaks off after ${bytes.length} bytes`;
    this.damage.push({ type: 'torn', line: this.chain.line + 1, message });
  }
}
