import type { Word } from '../tree/word.ts';

/** The name a command goes by: `rm` for `/bin/rm`; `null` where the word is not known before it runs. */
export function baseName(word: Word | undefined): string | null {
  return word?.literal?.replace(/^.*\/(?=.)/, '') ?? null;
}
