import { hangWords, span } from './layout.ts';
import type { Style } from './style.ts';

/** Said before a block gets the terminal: what follows is not framed, and keys go to the block. */
export function handoverRows(style: Style, id: string, width: number): readonly string[] {
  const head = [span(`  ${style.glyphs.running} `), span(style.words(id), 'strong'), span('  ')];
  const said = 'has the terminal now: what follows is its own until it ends, and Ctrl-C goes to it';
  return hangWords(style, head, span(said, 'alert'), width);
}

/**
 * Puts a terminal that a program has used to what a reader expects: soft reset (margins, attributes, cursor; DECSTR),
 * the ordinary screen, no reports of the mouse or of pastes, a row of its own.
 */
export const takeBack = '\x1b[!p\x1b[0m\x1b[?47l\x1b[?25h\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?2004l\r\n';
