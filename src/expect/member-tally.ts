import { FirstLines } from './evidence.ts';
import { holdsMember } from './members.ts';
import type { Show } from './show-text.ts';

/** Assigns counted lines to members: each line holds exactly one member, each member has exactly one line. */
export class MemberTally {
  readonly #members: readonly string[];
  readonly #linesOf: Map<string, number>;
  readonly #homeless = new FirstLines();
  readonly #ambiguous = new FirstLines();
  #misfits = 0;

  constructor(members: readonly string[]) {
    this.#members = members;
    this.#linesOf = new Map(members.map((member) => [member, 0]));
  }

  add(text: string, order: number): void {
    const held = this.#members.filter((member) => holdsMember(text, member));
    const [member] = held;
    if (member !== undefined && held.length === 1) {
      this.#linesOf.set(member, (this.#linesOf.get(member) ?? 0) + 1);
      return;
    }
    this.#misfits += 1;
    (held.length === 0 ? this.#homeless : this.#ambiguous).add(text, order);
  }

  holds(): boolean {
    return this.#misfits === 0 && this.#members.every((member) => this.#linesOf.get(member) === 1);
  }

  /** Lines that have no member, or several. */
  misfits() {
    return [...this.#homeless.get(), ...this.#ambiguous.get()];
  }

  /** What is wrong: `none for .8; the line "DRIFT 10.12.80.0/22" has no member`. */
  describe(show: Show): string {
    const missing = this.#members.filter((member) => this.#linesOf.get(member) === 0);
    const repeated = this.#members.filter((member) => (this.#linesOf.get(member) ?? 0) > 1);
    const named = this.misfits().slice(0, 3);
    const parts = [
      ...(missing.length > 0 ? [`none for ${joinAnd(missing)}`] : []),
      ...repeated.map((member) => `${this.#linesOf.get(member)} for ${member}`),
      ...named.map(({ text }) => `the line ${show.quote(text)} has ${this.#heldBy(text)}`),
      ...(this.#misfits > named.length ? [`${this.#misfits - named.length} more such lines`] : []),
    ];
    return parts.join('; ');
  }

  #heldBy(text: string): string {
    const held = this.#members.filter((member) => holdsMember(text, member));
    return held.length === 0 ? 'no member' : joinAnd(held);
  }
}

function joinAnd(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
