import type { Outcome } from '../model/outcome.ts';
import { tellSeconds } from '../model/time-words.ts';
import { shortenText } from './fold-text.ts';
import { hangWords, span } from './layout.ts';
import type { LiveRow } from './page.ts';
import type { Style } from './style.ts';
import { fitDifference, tellDifference } from './tell-difference.ts';
import { textWidth } from './text-width.ts';

const inset = '    ';

/** A polled block whose expectation does not hold yet. */
export interface Waiting {
  readonly id: string;
  readonly attempt: number;
  /** Milliseconds since the first attempt of the series. */
  readonly waited: number;
  /** For how long at most, as written. */
  readonly within: string;
  /** What the last whole attempt came to; `null`: there was none yet. */
  readonly found: Outcome | null;
}

/** What is waited for and since when; below it what the last attempt found. Each row is narrower than `width`. */
export function waitingRows(waiting: Waiting, style: Style, width: number): readonly LiveRow[] {
  const text = nameRow(waiting, style, width - 1);
  const first = { text, painted: style.paint('quiet', text) };
  if (waiting.found === null) return [first];
  const found = inset + fitDifference(waiting.found, style, width - 1 - inset.length);
  return [first, { text: found, painted: found }];
}

/** The same for good, where no row can change: nothing of what was found is left out. */
export function keptWaitingRows(waiting: Waiting, style: Style, width: number): readonly string[] {
  const first = style.paint('quiet', nameRow(waiting, style, width - 1));
  if (waiting.found === null) return [first];
  return [first, ...hangWords(style, [span(inset)], span(tellDifference(waiting.found, style)), width)];
}

/** The time is never cut, and of the name only what has no room even without the other words. */
function nameRow({ id, attempt, waited, within }: Waiting, style: Style, room: number): string {
  const { running, dot, ellipsis } = style.glyphs;
  const time = `${tellSeconds(waited)} of ${within}`;
  const tails = [`  waiting  attempt ${attempt} ${dot} ${time}`, `  attempt ${attempt} ${dot} ${time}`];
  const head = `  ${running} `;
  const name = style.words(id);
  const tail = tails.find((each) => textWidth(head + name + each) <= room) ?? `  ${time}`;
  const shown = shortenText(name, Math.max(0, room - textWidth(head + tail)), ellipsis);
  return shortenText(head + shown + tail, room, ellipsis);
}
