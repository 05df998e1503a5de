import type { Pattern } from '../model/expectation.ts';
import type { CheckContext, ClaimCheck, Finding } from './claim-check.ts';
import { FirstLines, mixEvidence } from './evidence.ts';
import type { LineBlock } from './line-block.ts';
import { lineCount, tooLong } from './line-words.ts';
import { createMatcher, type Matcher } from './match-pattern.ts';
import type { OutputLine } from './output-line.ts';

/** Every line matches, and there is at least one. */
export class OnlyCheck implements ClaimCheck {
  readonly #match: Matcher;
  readonly #others = new FirstLines();
  #other = 0;
  #unjudged = 0;
  #total = 0;

  constructor(pattern: Pattern, { limits }: CheckContext) {
    this.#match = createMatcher(pattern, false, limits);
  }

  line(line: OutputLine): void {
    this.#total += 1;
    const matched = this.#match.line(line);
    if (matched) return;
    if (matched === null) this.#unjudged += 1;
    else this.#other += 1;
    this.#others.add(line.text, this.#total);
  }

  block(block: LineBlock): void {
    const matched = this.#match.block(block);
    if (matched === null || (matched < block.count && !this.#others.full)) {
      block.each((line) => this.line(line));
    } else {
      this.#total += block.count;
      this.#other += block.count - matched;
    }
  }

  end(): Finding {
    if (this.#total === 0) return { ok: false, found: 'no output', evidence: [] };
    const ok = this.#other === 0 && this.#unjudged === 0;
    if (ok) return { ok, found: lineCount(this.#total), evidence: [] };
    const found = `${this.#other} other of ${lineCount(this.#total)}${tooLong(this.#unjudged)}`;
    return { ok, found, evidence: mixEvidence(this.#others.get()) };
  }
}
