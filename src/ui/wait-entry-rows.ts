import type { BlockEnded, BlockStarted } from '../model/event.ts';
import type { Outcome } from '../model/outcome.ts';
import { tellAnew } from '../model/wait-words.ts';
import { actRows, hangWords, span } from './layout.ts';
import type { Style } from './style.ts';
import { tellDifference } from './tell-difference.ts';

/** That a wait which was waited before begins anew; no row for any other attempt. */
export function anewRows({ step, attempt, anew }: BlockStarted, style: Style, width: number) {
  if (anew === undefined) return [];
  const head = [span(`  ${style.glyphs.again} `), span(style.words(step), 'strong'), span('  ')];
  return hangWords(style, head, span(style.words(tellAnew(anew, attempt))), width);
}

/** What is still missing, where that is something else than after the attempt `before`. */
export function triedRows(
  { step, attempt, outcome }: BlockEnded,
  before: Outcome | null,
  style: Style,
  width: number,
): readonly string[] {
  const difference = tellDifference(outcome, style);
  if (before !== null && difference === tellDifference(before, style)) return [];
  const mark = span(`${style.glyphs.running} not yet`);
  const body = span(`attempt ${attempt}: ${difference}`);
  return actRows(style, { mark, name: style.words(step), body }, width);
}
