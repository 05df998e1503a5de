import type { Fact } from '../model/expectation.ts';
import type { CheckContext, ClaimCheck, Ending, Finding } from './claim-check.ts';
import { compareValues } from './compare-values.ts';
import { FirstLines, mixEvidence } from './evidence.ts';
import { isNumber } from './keywords.ts';
import type { LineBlock } from './line-block.ts';
import { lineCount, tooLong } from './line-words.ts';
import { createMatch } from './match-pattern.ts';
import { NearestLines } from './nearest-lines.ts';
import type { OutputLine } from './output-line.ts';

type NumberFact = Extract<Fact, { type: 'number' }>;

/** The first group of every match is a number that satisfies the comparison, and there is at least one match. */
export class NumberCheck implements ClaimCheck {
  readonly #fact: NumberFact;
  readonly #context: CheckContext;
  readonly #match: (line: OutputLine) => readonly string[] | null;
  readonly #nearest: NearestLines;
  readonly #wrong = new FirstLines();
  #firstWrong: string | null = null;
  #matches = 0;
  #unjudged = 0;
  #total = 0;
  #lowest = Number.POSITIVE_INFINITY;
  #highest = Number.NEGATIVE_INFINITY;

  constructor(fact: NumberFact, context: CheckContext) {
    this.#fact = fact;
    this.#context = context;
    this.#match = createMatch(fact.pattern, context.limits);
    this.#nearest = new NearestLines(fact.pattern);
  }

  line(line: OutputLine): void {
    this.#total += 1;
    const groups = this.#match(line);
    if (groups === null) this.#unjudged += 1;
    else if (groups.length === 0) this.#nearest.offer(line.text, this.#total);
    else for (const group of groups) this.#judge(group, line.text);
  }

  block(block: LineBlock): void {
    block.each((line) => this.line(line));
  }

  end({ lastLines }: Ending): Finding {
    const ok = this.#matches > 0 && this.#firstWrong === null && this.#unjudged === 0;
    if (ok) return { ok, found: this.#observe(), evidence: [] };
    const near = mixEvidence(this.#matches > 0 ? this.#wrong.get() : this.#nearest.get());
    return { ok, found: this.#complain(), evidence: near.length > 0 ? near : lastLines };
  }

  #judge(group: string, line: string): void {
    this.#matches += 1;
    const text = group.trim();
    const value = isNumber(text) ? Number(text) : null;
    const holds = value === null ? false : compareValues(value, this.#fact.op, this.#fact.value);
    if (value !== null && holds) {
      this.#lowest = Math.min(this.#lowest, value);
      this.#highest = Math.max(this.#highest, value);
      return;
    }
    const reason =
      value === null ? ', which is no number' : holds === null ? ', too large to be compared' : '';
    const shown = value === null ? this.#context.show.quote(group) : text;
    this.#firstWrong ??= shown + reason;
    this.#wrong.add(line, this.#total);
  }

  #observe(): string {
    if (this.#lowest === this.#highest) return String(this.#lowest);
    return `${this.#lowest} to ${this.#highest} in ${this.#matches} matches`;
  }

  #complain(): string {
    const long = tooLong(this.#unjudged);
    if (this.#firstWrong !== null) return this.#firstWrong + long;
    if (this.#matches > 0) return this.#observe() + long;
    const none = this.#total === 0 ? 'no output' : `no match in ${lineCount(this.#total)}`;
    return none + long;
  }
}
