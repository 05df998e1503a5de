import { type OptionSyntax, splitArguments } from '../calls/options.ts';
import type { Word } from '../tree/word.ts';
import { type Match, matchPattern } from './call-pattern.ts';

/**
 * What is known of one way to call a tool: what it does, its pattern, and why, as a phrase that follows the
 * command's name ("removes the model").
 * The pattern is one of `matchPattern`.
 */
type Entry =
  | readonly [effect: 'reads', pattern: string]
  | readonly [effect: 'opaque' | 'mutates' | 'destroys', pattern: string, why: string];

/** One or more commands that are called alike. The first entry that fits a call tells what it does. */
export interface KnownTool extends OptionSyntax {
  /** Names, separated by blanks. */
  readonly names: string;
  readonly entries: readonly Entry[];
  /** It runs what files of the project say, so that its options count as those of a script do. */
  readonly runsFiles?: true;
  /** What a call does that fits no entry; `null`: that is not known. */
  readonly otherwise: readonly ['opaque' | 'mutates' | 'destroys', why: string] | null;
}

/** What a command does; `opaque`: it cannot be told. */
export interface Judgement {
  readonly effect: 'reads' | 'mutates' | 'destroys' | 'opaque';
  readonly why: string;
  /** It is what a script does that was looked into. */
  readonly script?: true;
}

/** Judges a call of a tool by its words, the command word first. `null`: nothing is known of such a call. */
export function judgeCall(tool: KnownTool, words: readonly Word[]): Judgement | null {
  const best = findEntry(tool, words);
  if (best?.at === 'perhaps') {
    return { effect: 'opaque', why: 'depends on a word that is known only when it runs' };
  }
  if (best !== undefined) return { effect: best.entry[0], why: best.entry[2] ?? '' };
  return tool.otherwise === null ? null : { effect: tool.otherwise[0], why: tool.otherwise[1] };
}

/** The entry that decides about a call, and whether it fits for certain. */
export function findEntry(
  tool: KnownTool,
  words: readonly Word[],
): { readonly entry: Entry; readonly at: Match } | undefined {
  const call = splitArguments(words, tool);
  const fits = tool.entries.map((entry) => ({ entry, at: matchPattern(entry[1], call) }));
  return fits.filter(({ at }) => at !== 'no').sort((a, b) => rank(a.at) - rank(b.at))[0];
}

/** The sort is stable: among equals the first entry wins. */
const rank = (match: Match) => (typeof match === 'number' ? match : 0);
