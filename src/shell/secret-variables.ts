import type { Entries } from './snapshot.ts';

/** Characters; a shorter value is found in innocent ones. */
const shortest = 6;

/** Knows for the length of a session what belongs in no file: every value that a declared secret has had. */
export class SecretVariables {
  readonly #declared: ReadonlySet<string>;
  readonly #values = new Set<string>();

  constructor(declared: readonly string[]) {
    this.#declared = new Set(declared);
  }

  /** There are no declared secrets. */
  get none(): boolean {
    return this.#declared.size === 0;
  }

  /** The names of the declared secrets, and of those variables that hold a value of one, such as a copy or a URL. */
  findIn(variables: Entries): ReadonlySet<string> {
    for (const name of this.#declared) this.#learn(variables.get(name) ?? '');
    const holders = [...variables].filter(([, entry]) => this.isHeldBy(entry)).map(([name]) => name);
    return new Set([...this.#declared, ...holders]);
  }

  #learn(entry: string): void {
    for (const [, double, single] of entry.matchAll(quoted)) {
      const value = bare(double ?? single ?? '');
      if (value.length >= shortest) this.#values.add(value);
    }
  }

  /** Whether a text that bash has printed, in whatever way it quotes, has a value in it. */
  isHeldBy(printed: string): boolean {
    if (this.#values.size === 0) return false;
    const text = bare(printed);
    return [...this.#values].some((value) => text.includes(value));
  }
}

/** How `declare -p` writes a value: "..." or $'...'. */
const quoted = /"((?:[^"\\]|\\[\s\S])*)"|\$'((?:[^'\\]|\\[\s\S])*)'/g;

/** Without backslashes and quotes a value reads the same in every way of quoting. */
function bare(text: string): string {
  return text.replace(/[\\'"]/g, '');
}
