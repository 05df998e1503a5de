import { type AnswerWord, readAnswerWord } from '../model/answer-words.ts';

export type Word = AnswerWord;

/** What a prompt takes for an answer. */
export interface Allowed {
  /** To be typed exactly, white space at its ends aside; `null`: the words alone decide. */
  readonly phrase: string | null;
  readonly words: readonly Word[];
}

/** What a typed line means at a prompt. */
export type Reading =
  /** Enter alone. */
  | { readonly type: 'empty' }
  | { readonly type: 'phrase' }
  /** `text` is what follows a word that takes some, such as `skip already done`; else empty. */
  | { readonly type: 'word'; readonly word: Word; readonly text: string }
  /** What can be answered is asked for. */
  | { readonly type: 'help' }
  /** None of it. */
  | { readonly type: 'other' };

const takesText = new Set<Word>(['done', 'skip', 'accept', 'note', 'abort']);

/**
 * Decides what a line means. Nothing but the exact phrase, or a word that is allowed here, has a meaning;
 * where a phrase is asked for, a phrase that is itself such a word (a variable's value can be) can not be given.
 */
export function readAnswer(line: string, { phrase, words }: Allowed): Reading {
  const said = line.trim();
  if (said === '') return { type: 'empty' };
  const [first = '', ...rest] = said.split(/\s+/);
  const word = readAnswerWord(first);
  const allowed = word !== null && words.includes(word);
  if (allowed && rest.length === 0) return { type: 'word', word, text: '' };
  if (phrase !== null && phrase.trim() === said && readAnswerWord(said) === null) return { type: 'phrase' };
  if (allowed && takesText.has(word)) return { type: 'word', word, text: said.slice(first.length).trim() };
  return /^(?:help|\?)$/i.test(said) ? { type: 'help' } : { type: 'other' };
}
