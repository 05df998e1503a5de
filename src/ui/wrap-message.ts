import { wrapWords } from './fold-text.ts';

const narrowest = 20;

/**
 * A message behind its head, broken at blanks into rows of at most `columns`, the further ones below its first word.
 * `Infinity` breaks nothing. Ends with a newline.
 */
export function wrapMessage(head: string, message: string, columns: number): string {
  const below = ' '.repeat(head.length);
  const room = Math.max(narrowest, columns - head.length);
  const rows = message.split('\n').flatMap((line) => wrapWords(line, room));
  return rows.map((row, index) => `${index === 0 ? head : below}${row}\n`).join('');
}
