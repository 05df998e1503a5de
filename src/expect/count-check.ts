import type { Count, Pattern } from '../model/expectation.ts';
import type { CheckContext, ClaimCheck, Ending, Finding } from './claim-check.ts';
import { FirstLines, mixEvidence } from './evidence.ts';
import type { LineBlock } from './line-block.ts';
import { lineCount, partOfLines, tooLong } from './line-words.ts';
import { createMatcher, type Matcher } from './match-pattern.ts';
import { MemberTally } from './member-tally.ts';
import { NearestLines } from './nearest-lines.ts';
import type { OutputLine } from './output-line.ts';

/** Matches that are counted where only a lower bound is claimed. */
const mostCounted = 1000;

/** What is counted. */
export interface Counted {
  readonly count: Count;
  /** `null`: any line. */
  readonly pattern: Pattern | null;
  readonly members: readonly string[];
}

/**
 * Counts lines. A claim that has only an upper bound matches its text anywhere and in any case, so that
 * `no error lines` catches `ERROR: boom`.
 */
export class CountCheck implements ClaimCheck {
  readonly #counted: Counted;
  readonly #context: CheckContext;
  readonly #match: Matcher;
  readonly #tally: MemberTally | null;
  readonly #nearest: NearestLines | null;
  readonly #first = new FirstLines();
  #matched = 0;
  #unjudged = 0;
  #total = 0;

  constructor(counted: Counted, context: CheckContext) {
    const { count, pattern, members } = counted;
    this.#counted = counted;
    this.#context = context;
    this.#tally = members.length > 0 ? new MemberTally(members) : null;
    this.#nearest = pattern ? new NearestLines(pattern) : null;
    this.#match = pattern
      ? createMatcher(pattern, matchesLoosely(count), context.limits)
      : { line: ({ whole }) => (this.#tally && !whole ? null : true), block: ({ count }) => count };
  }

  line(line: OutputLine): void {
    this.#total += 1;
    if (this.#settled) return;
    const matched = this.#match.line(line);
    if (matched === null) this.#unjudged += 1;
    else if (matched) this.#add(line.text);
    else this.#nearest?.offer(line.text, this.#total);
  }

  /** Together, where it would remember none of the lines. */
  block(block: LineBlock): void {
    if (this.#settled) {
      this.#total += block.count;
      return;
    }
    const matched = this.#tally === null ? this.#match.block(block) : null;
    const isCounted = matched === 0 || this.#first.full;
    const isCompared = matched === block.count || (this.#nearest?.full ?? true);
    if (matched === null || !isCounted || !isCompared) {
      block.each((line) => this.line(line));
    } else {
      this.#matched += matched;
      this.#total += block.count;
    }
  }

  end({ lastLines }: Ending): Finding {
    const { min, max } = this.#counted.count;
    const inRange = this.#matched >= min && (max === null || this.#matched <= max);
    const judged = this.#unjudged === 0 || max === null;
    const ok = inRange && judged && (this.#tally?.holds() ?? true);
    if (ok) return { ok, found: this.#observe(), evidence: [] };
    const near = mixEvidence(...this.#choose(inRange));
    return { ok, found: this.#complain(inRange), evidence: near.length > 0 ? near : lastLines };
  }

  /** More of them make no difference, and their exact number is of no use to anybody. */
  get #settled(): boolean {
    return this.#counted.count.max === null && this.#tally === null && this.#matched >= this.#enough;
  }

  get #enough(): number {
    return Math.max(this.#counted.count.min, mostCounted);
  }

  #add(text: string): void {
    this.#matched += 1;
    this.#tally?.add(text, this.#total);
    this.#first.add(text, this.#total);
  }

  #observe(): string {
    const { pattern, members } = this.#counted;
    if (members.length > 0) return `${lineCount(this.#matched)}: ${members.join(' ')}`;
    if (pattern && this.#settled) return `at least ${partOfLines(this.#enough, this.#total)}`;
    return pattern || this.#total === 0 ? partOfLines(this.#matched, this.#total) : lineCount(this.#total);
  }

  #complain(inRange: boolean): string {
    const { pattern, members } = this.#counted;
    const long = tooLong(this.#unjudged);
    const parted = pattern || this.#total === 0;
    const seen = parted ? partOfLines(this.#matched, this.#total) : lineCount(this.#total);
    if (members.length === 0 || this.#tally?.holds() || this.#matched === 0) return seen + long;
    const complaint = this.#tally?.describe(this.#context.show) ?? '';
    if (!inRange) return `${seen}; ${complaint}${long}`;
    return `${this.#matched} ${describeLines(pattern, this.#matched)}, but ${complaint}${long}`;
  }

  /** Too many: those counted. Wrong ones: the misfits, too. Too few: what comes nearest, too. */
  #choose(inRange: boolean) {
    const counted = this.#first.get();
    const { max } = this.#counted.count;
    if (!inRange && max !== null && this.#matched > max) return [counted];
    return [counted, (inRange ? this.#tally?.misfits() : this.#nearest?.get()) ?? []];
  }
}

/** Only an upper bound: whatever the text may stand in has to be found. */
export function matchesLoosely(count: Count): boolean {
  return count.min === 0;
}

function describeLines(pattern: Pattern | null, count: number): string {
  const noun = count === 1 ? 'line' : 'lines';
  if (!pattern) return noun;
  return pattern.type === 'literal' ? `${pattern.value} ${noun}` : `${noun} with /${pattern.source}/`;
}
