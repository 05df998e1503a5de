import type { Pattern } from '../model/expectation.ts';
import { wholeWords } from './holds-word.ts';
import type { Limits } from './limits.ts';
import type { OutputLine } from './output-line.ts';

/** Whether a line matches; `null`: it is too long to say. */
export type Matcher = (line: OutputLine) => boolean | null;

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
    const holds = wholeWords(pattern.value);
    return ({ text, whole }) => (!whole || text.length > limits.line ? null : holds(text));
  }
  const regex = toRegExp(pattern, loose);
  const longest = pattern.type === 'regex' ? limits.regexLine : limits.line;
  return ({ text, whole }) => {
    if (!whole || text.length > longest) return null;
    try {
      return regex.test(text);
    } catch {
      // The regular expression engine ran out of its stack.
      return null;
    }
  };
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
