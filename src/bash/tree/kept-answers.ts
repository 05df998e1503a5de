/** Answers to what was asked of texts lately, as long as those texts have not more than `most` characters together. */
export class KeptAnswers<Answer> {
  readonly #most: number;
  readonly #answers = new Map<string, { readonly answer: Answer }>();
  #characters = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** The answer that is kept of the text, or the one that `find` gives. */
  get(text: string, find: () => Answer): Answer {
    const found = this.#answers.get(text) ?? { answer: find() };
    if (!this.#answers.has(text)) this.#keep(text, found);
    return found.answer;
  }

  #keep(text: string, found: { readonly answer: Answer }): void {
    this.#characters += text.length;
    if (this.#characters > this.#most) {
      this.#answers.clear();
      this.#characters = text.length;
    }
    this.#answers.set(text, found);
  }
}
