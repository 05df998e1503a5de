import type { BashParser } from './bash-parser.ts';

/** What is asked of some code. Its answer depends on the code alone, and is not changed by who gets it. */
export type CodeQuestion<Answer> = (parser: BashParser, code: string) => Answer;

/** Characters of code whose answers are kept; about two thousand blocks. */
const most = 1 << 18;

/** The same question, which reads no code twice that it has read lately: lint, plan and the run ask of the same blocks. */
export function remember<Answer>(ask: CodeQuestion<Answer>): CodeQuestion<Answer> {
  const known = new WeakMap<BashParser, Answers<Answer>>();
  return (parser, code) => {
    const answers = known.get(parser) ?? new Answers<Answer>();
    known.set(parser, answers);
    return answers.get(code, () => ask(parser, code));
  };
}

class Answers<Answer> {
  readonly #answers = new Map<string, { readonly answer: Answer }>();
  #characters = 0;

  get(code: string, find: () => Answer): Answer {
    const found = this.#answers.get(code) ?? { answer: find() };
    if (!this.#answers.has(code)) this.#keep(code, found);
    return found.answer;
  }

  #keep(code: string, found: { readonly answer: Answer }): void {
    this.#characters += code.length;
    if (this.#characters > most) {
      this.#answers.clear();
      this.#characters = code.length;
    }
    this.#answers.set(code, found);
  }
}
