import { distance } from 'fastest-levenshtein';
import type { Pattern } from '../model/expectation.ts';
import { keptWidth } from './evidence.ts';
import { toRegExp } from './match-pattern.ts';

/** Lines looked at for likeness, and how much of each: enough for a reader, little enough to cost nothing. */
const comparedLines = 10_000;
const comparedWidth = 400;
const keptLines = 6;
const enoughLikeness = 0.5;

interface Candidate {
  readonly order: number;
  readonly text: string;
  /** 2: it holds the text but for case or word ends. Up to 1: share of the words it has, misspelt ones included. */
  readonly likeness: number;
}

/** Remembers the lines that come nearest to a pattern without matching it. */
export class NearestLines {
  readonly #loose: RegExp;
  readonly #words: readonly string[];
  #compared = 0;
  #kept: readonly Candidate[] = [];

  constructor(pattern: Pattern) {
    const regex = toRegExp(pattern, true);
    this.#loose = new RegExp(regex.source, 'iu');
    this.#words = wordsOf(pattern);
  }

  /** `order` is that of the lines in the output. */
  offer(text: string, order: number): void {
    if (this.#compared >= comparedLines) return;
    this.#compared += 1;
    const likeness = this.#judge(text.slice(0, comparedWidth));
    if (likeness < enoughLikeness) return;
    this.#kept = [...this.#kept, { order, text: text.slice(0, keptWidth), likeness }]
      .sort((a, b) => b.likeness - a.likeness || a.order - b.order)
      .slice(0, keptLines);
  }

  /** It looks at no more. */
  get full(): boolean {
    return this.#compared >= comparedLines;
  }

  get(): readonly { readonly order: number; readonly text: string }[] {
    return this.#kept;
  }

  #judge(line: string): number {
    return this.#loose.test(line) ? 2 : this.#shareWords(line);
  }

  #shareWords(line: string): number {
    if (this.#words.length === 0) return 0;
    const present = splitWords(line);
    const shared = this.#words.filter((word) => present.some((other) => isLike(word, other)));
    return shared.length / this.#words.length;
  }
}

function isLike(word: string, other: string): boolean {
  if (word === other) return true;
  const allowed = word.length > 3 ? 2 : word.length > 2 ? 1 : 0;
  return Math.abs(word.length - other.length) <= allowed && distance(word, other) <= allowed;
}

/** The words that a pattern spells out. */
function wordsOf(pattern: Pattern): readonly string[] {
  if (pattern.type === 'literal') return splitWords(pattern.value);
  return splitWords(pattern.source.replace(/\\(?:p\{[^}]*\}|.)/gi, ' ')).filter((word) => word.length > 2);
}

function splitWords(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}
