import type { Verdict } from '../model/expectation.ts';
import type { Outcome } from '../model/outcome.ts';
import { tellExit } from '../report/tell-outcome.ts';
import { shortenText, shortenWords } from './fold-text.ts';
import type { Style } from './style.ts';
import { textWidth } from './text-width.ts';

/** With fewer columns left for what is expected, only what was found is told. */
const leastExpected = 12;

/** The sentence of the first claim that does not hold, or else why the attempt is no success. */
export function tellDifference(outcome: Outcome, style: Style): string {
  const broken = firstBroken(outcome);
  return broken === undefined
    ? style.words(outcome.message ?? tellExit(outcome))
    : tellVerdict(broken, style);
}

/** What was expected and what was found instead. */
export function tellVerdict({ expected, found }: Verdict, style: Style): string {
  return `expected ${style.words(expected)} ${tellFound(found, style)}`;
}

/** The same as `tellDifference` on one row of `width` columns. What is expected gives way first: it stands in the document. */
export function fitDifference(outcome: Outcome, style: Style, width: number): string {
  const { ellipsis } = style.glyphs;
  const whole = tellDifference(outcome, style);
  if (textWidth(whole) <= width) return whole;
  const broken = firstBroken(outcome);
  if (broken === undefined) return shortenWords(whole, width, ellipsis);
  const lead = 'expected ';
  const found = ` ${tellFound(broken.found, style)}`;
  const room = width - textWidth(lead) - textWidth(found);
  if (room < leastExpected) return shortenText(`found ${style.words(broken.found)}`, width, ellipsis);
  return lead + shortenText(style.words(broken.expected), room, ellipsis) + found;
}

function firstBroken({ verdicts }: Outcome): Verdict | undefined {
  return verdicts.find(({ ok }) => !ok);
}

function tellFound(found: string, style: Style): string {
  return `${style.glyphs.dash} found ${style.words(found)}`;
}
