import { hangWords, span } from './layout.ts';
import type { Style } from './style.ts';

/** Something that is not on record, for whoever reads along. */
export function noticeRows(sentence: string, style: Style, width: number): readonly string[] {
  return hangWords(style, [span('  ! ', 'alert')], span(sentence, 'alert'), width);
}
