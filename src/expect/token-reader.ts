import type { Span } from './expectation-problem.ts';
import type { Token } from './tokenize.ts';

/** Walks over the tokens of one claim. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  peek(): Token | null {
    return this.#tokens[this.#next] ?? null;
  }

  next(): Token | null {
    const token = this.peek();
    if (token) this.#next += 1;
    return token;
  }

  /** Steps over the next token when it is one of these keywords, and gives it. */
  take<Word extends string>(...keywords: readonly Word[]): Word | null {
    const token = this.peek();
    const found = token?.type === 'word' ? keywords.find((keyword) => keyword === token.text) : undefined;
    if (found !== undefined) this.#next += 1;
    return found ?? null;
  }

  /** What has not been read yet. */
  rest(): readonly Token[] {
    return this.#tokens.slice(this.#next);
  }

  /** The whole claim. */
  whole(): Span {
    return { start: this.#tokens[0]?.start ?? 0, end: this.#tokens.at(-1)?.end ?? 0 };
  }

  /** Where to point at: the next token, or the last one when there is no more. */
  here(): Span {
    return this.peek() ?? this.#tokens.at(-1) ?? { start: 0, end: 0 };
  }
}
