import type { Pattern } from '../model/expectation.ts';
import type { CheckContext, ClaimCheck, Ending, Finding } from './claim-check.ts';
import { mixEvidence } from './evidence.ts';
import type { LineBlock } from './line-block.ts';
import { partOfLines, tooLong } from './line-words.ts';
import { createMatcher, type Matcher } from './match-pattern.ts';
import { NearestLines } from './nearest-lines.ts';
import type { OutputLine } from './output-line.ts';

/** Some line matches. From the first one on there is nothing to look for. */
export class ContainsCheck implements ClaimCheck {
  readonly #match: Matcher;
  readonly #nearest: NearestLines;
  #foundAt: number | null = null;
  #unjudged = 0;
  #total = 0;

  constructor(pattern: Pattern, { limits }: CheckContext) {
    this.#match = createMatcher(pattern, false, limits);
    this.#nearest = new NearestLines(pattern);
  }

  line(line: OutputLine): void {
    this.#total += 1;
    if (this.#foundAt !== null) return;
    const matched = this.#match.line(line);
    if (matched) this.#foundAt = this.#total;
    else if (matched === null) this.#unjudged += 1;
    else this.#nearest.offer(line.text, this.#total);
  }

  block(block: LineBlock): void {
    const isNone = () => this.#nearest.full && this.#match.block(block) === 0;
    if (this.#foundAt !== null || isNone()) this.#total += block.count;
    else block.each((line) => this.line(line));
  }

  end({ lastLines }: Ending): Finding {
    if (this.#foundAt !== null) return { ok: true, found: `it in line ${this.#foundAt}`, evidence: [] };
    const near = mixEvidence(this.#nearest.get());
    const found = partOfLines(0, this.#total) + tooLong(this.#unjudged);
    return { ok: false, found, evidence: near.length > 0 ? near : lastLines };
  }
}
