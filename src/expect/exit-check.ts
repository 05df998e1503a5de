import type { Fact } from '../model/expectation.ts';
import { allowsCode, exitMeaning } from './allowed-exit.ts';
import type { ClaimCheck, Ending, Finding } from './claim-check.ts';

/** Holds a written exit claim against the status. */
export class ExitCheck implements ClaimCheck {
  readonly #fact: Extract<Fact, { type: 'exit' }>;

  constructor(fact: Extract<Fact, { type: 'exit' }>) {
    this.#fact = fact;
  }

  line(): void {}

  block(): void {}

  end({ exit, lastLines }: Ending): Finding {
    const ok = allowsCode(this.#fact.codes, exit);
    return { ok, found: describeExit(exit), evidence: ok ? [] : lastLines };
  }
}

function describeExit(exit: number | null): string {
  if (exit === null) return 'no exit status';
  const meaning = exitMeaning(exit);
  return meaning === null ? `exit ${exit}` : `exit ${exit} (${meaning})`;
}
