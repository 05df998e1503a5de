/** Words that mean something at a prompt; each prompt allows some of them. */
export type Word = 'yes' | 'no' | 'done' | 'retry' | 'skip' | 'accept' | 'note' | 'shell' | 'pause' | 'abort';

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
  /** None of it. */
  | { readonly type: 'other' };

const aliases: Readonly<Record<string, Word>> = {
  y: 'yes',
  yes: 'yes',
  n: 'no',
  no: 'no',
  done: 'done',
  retry: 'retry',
  skip: 'skip',
  accept: 'accept',
  note: 'note',
  shell: 'shell',
  pause: 'pause',
  abort: 'abort',
};
const takesText = new Set<Word>(['done', 'skip', 'accept', 'note', 'abort']);

/**
 * Decides what a line means. Nothing but the exact phrase, or a word that is allowed here, has a meaning;
 * where a phrase is asked for, a phrase that is itself an allowed word can not be given.
 */
export function readAnswer(line: string, { phrase, words }: Allowed): Reading {
  const said = line.trim();
  if (said === '') return { type: 'empty' };
  const [first = '', ...rest] = said.split(/\s+/);
  const word = Object.hasOwn(aliases, first.toLowerCase()) ? aliases[first.toLowerCase()] : undefined;
  const allowed = word !== undefined && words.includes(word);
  if (allowed && rest.length === 0) return { type: 'word', word, text: '' };
  if (phrase !== null && phrase.trim() === said) return { type: 'phrase' };
  if (allowed && takesText.has(word)) return { type: 'word', word, text: said.slice(first.length).trim() };
  return { type: 'other' };
}
