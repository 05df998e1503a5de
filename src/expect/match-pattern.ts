import type { Pattern } from '../model/expectation.ts';
import { findWholeWords } from './holds-word.ts';
import type { Limits } from './limits.ts';
import type { LineBlock } from './line-block.ts';
import type { OutputLine } from './output-line.ts';

/** Tells which lines match a pattern. */
export interface Matcher {
  /** `null`: it is too long to say. */
  line(line: OutputLine): boolean | null;
  /** How many lines of a block; `null`: each has to be looked at. */
  block(block: LineBlock): number | null;
}

const wordCharacter = '[\\p{L}\\p{M}\\p{N}_]';
const startsWithWord = new RegExp(`^${wordCharacter}`, 'u');
const endsWithWord = new RegExp(`${wordCharacter}$`, 'u');

/**
 * A literal as whole words: an end that is a letter, a digit or `_` touches no other such character.
 * `loose`: anywhere and in any case. A regular expression is taken as it was written, either way.
 */
export function toRegExp(pattern: Pattern, loose: boolean): RegExp {
  if (pattern.type === 'regex') return new RegExp(pattern.source, pattern.flags);
  const { value } = pattern;
  const escaped = value.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  if (loose) return new RegExp(escaped, 'iu');
  const before = startsWithWord.test(value) ? `(?<!${wordCharacter})` : '';
  const after = endsWithWord.test(value) ? `(?!${wordCharacter})` : '';
  return new RegExp(before + escaped + after, 'u');
}

/** The matcher of a pattern, with the limits under which it can be judged. */
export function createMatcher(pattern: Pattern, loose: boolean, limits: Limits): Matcher {
  if (pattern.type === 'literal' && !loose) {
    const find = findWholeWords(pattern.value);
    return {
      line: ({ text, whole }) => (!whole || text.length > limits.line ? null : find(text, 0) !== -1),
      block: ({ text }) => countLines(text, (from) => find(text, from)),
    };
  }
  const regex = toRegExp(pattern, loose);
  const longest = pattern.type === 'regex' ? limits.regexLine : limits.line;
  const line = ({ text, whole }: OutputLine) => {
    if (!whole || text.length > longest) return null;
    try {
      return regex.test(text);
    } catch {
      // The regular expression engine ran out of its stack.
      return null;
    }
  };
  // A regular expression may find across lines what it does not find in any.
  if (pattern.type === 'regex') return { line, block: () => null };
  const search = new RegExp(regex, `${regex.flags}g`);
  const find = (text: string, from: number) => {
    search.lastIndex = from;
    return search.exec(text)?.index ?? -1;
  };
  return { line, block: ({ text }) => countLines(text, (from) => find(text, from)) };
}

/** Number of lines in which something is found; it holds no line feed itself. */
function countLines(text: string, find: (from: number) => number): number {
  let count = 0;
  for (let at = find(0); at !== -1; ) {
    count += 1;
    const end = text.indexOf('\n', at);
    at = end === -1 ? -1 : find(end + 1);
  }
  return count;
}

/** The first groups of every match in a line; `null`: it is too long to say. */
export function createMatch(
  pattern: Pattern,
  limits: Limits,
): (line: OutputLine) => readonly string[] | null {
  const { source, flags } = toRegExp(pattern, false);
  const regex = new RegExp(source, `g${flags}`);
  return ({ text, whole }) => {
    if (!whole || text.length > limits.regexLine) return null;
    try {
      return [...text.matchAll(regex)].map((match) => match[1] ?? '');
    } catch {
      // The regular expression engine ran out of its stack.
      return null;
    }
  };
}
