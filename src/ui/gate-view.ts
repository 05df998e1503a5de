import type { Danger } from '../model/danger.ts';
import type { GateView } from '../run/ports.ts';
import { gateFacts } from './gate-facts.ts';
import { barWords, hangWords, span } from './layout.ts';
import { actionRows, codeLines, headOf, headRows, proseRows, stepKinds } from './step-rows.ts';
import type { Style } from './style.ts';

/** More rows than this may have scrolled away by the time the question stands there. */
const farAway = 20;

/**
 * Everything an operator says yes to, with a newline behind each row: the whole command, however long, and what
 * it reads, where it runs, what is known about it. Width in columns. Asks nothing.
 */
export function renderGate(view: GateView, width: number, style: Style): string {
  return gateRows(view, width, style)
    .map((row) => `${row}\n`)
    .join('');
}

/** The same as rows. */
export function gateRows(view: GateView, width: number, style: Style): readonly string[] {
  const rows = [
    ...header(view, width, style),
    ...changes(view, width, style),
    ...proseRows(view.step, width, style),
    ...actionRows(view.step, width, style),
    ...gateFacts(view, width, style),
  ];
  const reminder = rows.length > farAway ? essentials(view, rows.length, width, style) : [];
  return [...rows, ...reminder];
}

function header({ step, attempt }: GateView, width: number, style: Style): readonly string[] {
  return headRows(step, stepKinds[step.step.kind], attempt > 1 ? `attempt ${attempt}` : '', width, style);
}

function changes({ changed }: GateView, width: number, style: Style): readonly string[] {
  return changed.flatMap((what) =>
    barWords(style, '! ', span(`CHANGED since it was last shown: ${style.words(what)}`, 'alert'), width),
  );
}

/** Said again below a long gate, so that the question never stands far from what it is about. */
function essentials(view: GateView, rows: number, width: number, style: Style): readonly string[] {
  const { step } = view.step;
  const what =
    step.kind === 'block' ? `all of it (${count(codeLines(step.code).length, 'line')})` : 'all of it';
  const [worst] = [...view.dangers].sort((a, b) => rank(a.effect) - rank(b.effect));
  const danger = worst === undefined ? '' : `; ${worst.effect}: ${style.words(worst.command)}`;
  const target = view.place.target === null ? '' : `, target ${style.words(view.place.target)}`;
  const head = headOf(step, stepKinds[step.kind], style);
  return hangWords(style, head, span(`${what} is in the ${rows} rows above${target}${danger}`), width);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function rank(effect: Danger['effect']): number {
  return effect === 'destroys' ? 0 : 1;
}
