import type { LedgerLine } from './crash-project.ts';
import type { Random } from './random.ts';

/** What the operator typed, and how long the ledger was then. */
export interface Typed {
  readonly step: string;
  readonly what: 'yes' | 'retry' | 'done' | 'skip' | 'pause' | 'no';
  readonly ledger: number;
}

type Settled = 'retry' | 'done' | 'skip';

interface Asked {
  readonly pattern: RegExp;
  answer(match: RegExpExecArray, ledger: readonly LedgerLine[]): readonly [Typed['what'], string];
}

/** Somebody at the terminal who answers by the ledger, mostly yes, and remembers every answer. */
export class ScriptedOperator {
  readonly typed: Typed[] = [];
  readonly #random: Random;
  readonly #asked: readonly Asked[] = [
    { pattern: /Run (\S+)\? {2}y\/N/, answer: () => this.#atGate('y') },
    { pattern: /Type {2}wipe the ledger {2}to run (wipe)/, answer: () => this.#atGate('wipe the ledger') },
    { pattern: /(\S+): does this hold\?/, answer: () => ['yes', 'y'] },
    { pattern: /What became of (\S+)\?/, answer: ([, step], ledger) => this.#settle(step, ledger) },
  ];

  constructor(random: Random) {
    this.#random = random;
  }

  /** What to type at the question that stands at the end of `screen`; `null`: there is none. */
  answer(screen: string, ledger: readonly LedgerLine[]): string | null {
    for (const { pattern, answer } of this.#asked) {
      const match = pattern.exec(screen);
      // What is typed before the cursor stands behind the question is thrown away.
      if (match === null || !screen.slice(match.index).includes('› ')) continue;
      const [what, line] = answer(match, ledger);
      // A statement confirmed is no yes to running anything.
      if (!match[0].includes('does this hold')) {
        this.typed.push({ step: match[1] ?? '', what, ledger: ledger.length });
      }
      return line;
    }
    return null;
  }

  #atGate(yes: string): readonly [Typed['what'], string] {
    const chance = this.#random.fraction();
    if (chance < 0.04) return ['pause', 'pause'];
    if (chance < 0.08) return ['no', 'n'];
    return ['yes', yes];
  }

  /** A step whose end is in the ledger is done; one that never began is tried again; else either, or it is skipped. */
  #settle(step = '', ledger: readonly LedgerLine[]): readonly [Typed['what'], string] {
    const has = (what: LedgerLine['what']) => ledger.some((line) => line.what === what && line.step === step);
    if (has('end')) return ['done', 'done it is in the ledger'];
    const what = has('begin') ? this.#random.pick<Settled>(['retry', 'retry', 'done', 'skip']) : 'retry';
    return [what, what === 'retry' ? 'retry' : `${what} as the ledger has it`];
  }
}
