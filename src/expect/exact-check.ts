import type { ExactOutput } from '../model/expectation.ts';
import type { Ending, Finding } from './claim-check.ts';
import { diffExact } from './diff-exact.ts';
import { evidenceLimit } from './evidence.ts';
import { type ExactItem, readExactItems } from './exact-item.ts';
import { ExactPositions } from './exact-positions.ts';
import { KeptLines } from './kept-lines.ts';
import { lineCount } from './line-words.ts';
import type { OutputLine } from './output-line.ts';

/** Lines of output that are kept for the diff, and pairs of lines that it may compare. */
const comparedLines = 2000;
const comparedPairs = 4_000_000;

/** Compares stdout with an exact output while it streams. */
export class ExactCheck {
  readonly #items: readonly ExactItem[];
  readonly #positions: ExactPositions;
  readonly #kept: KeptLines;
  #total = 0;
  #lostAt: number | null = null;
  #longest: number | null = null;

  constructor(exact: ExactOutput) {
    this.#items = readExactItems(exact.lines);
    this.#positions = new ExactPositions(this.#items);
    const affordable = Math.floor(comparedPairs / (this.#items.length + 1));
    this.#kept = new KeptLines(this.#fromEnd() ? 'last' : 'first', Math.min(comparedLines, affordable));
  }

  /** Every line of stdout, blank ones included. */
  line(line: OutputLine): void {
    this.#total += 1;
    this.#kept.add(line.text);
    if (!line.whole) this.#longest ??= this.#total;
    if (this.#positions.lost) return;
    this.#positions.advance(line);
    if (this.#positions.lost) this.#lostAt = this.#total;
  }

  end({ lastLines }: Ending): Finding {
    if (this.#positions.complete) return { ok: true, found: lineCount(this.#total), evidence: [] };
    const open = this.#kept.cut && !this.#fromEnd();
    const diff = diffExact(this.#items, this.#kept.get(), { open, limit: evidenceLimit });
    return { ok: false, found: this.#complain(), evidence: diff ?? lastLines };
  }

  /** What follows a leading `...` stands at the end of the output. */
  #fromEnd(): boolean {
    return this.#items[0]?.type === 'any-lines';
  }

  #complain(): string {
    if (this.#total === 0) return 'no output';
    if (this.#lostAt === null) return `an end after ${lineCount(this.#total)}`;
    const long = this.#longest === this.#lostAt ? ', which is too long to be compared' : '';
    return `a difference in line ${this.#lostAt} of ${this.#total}${long}`;
  }
}
