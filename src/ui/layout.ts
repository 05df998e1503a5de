import { foldText, wrapWords } from './fold-text.ts';
import type { Style, Tone } from './style.ts';
import { padTo, textWidth } from './text-width.ts';

/** Visible text of one tone. */
export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

/** Figures and marks keep to this column on wide terminals. */
export const rightEdge = 80;
const narrowest = 16;
const deepest = 4;

export function span(text: string, tone: Tone = 'plain'): Span {
  return { text, tone };
}

function paintSpans(style: Style, spans: readonly Span[]): string {
  return spans.map(({ text, tone }) => style.paint(tone, text)).join('');
}

function trimSpans(spans: readonly Span[]): readonly Span[] {
  const last = spans.at(-1);
  if (last === undefined) return spans;
  const text = last.text.trimEnd();
  const before = spans.slice(0, -1);
  return text === '' ? trimSpans(before) : [...before, { ...last, text }];
}

function spansWidth(spans: readonly Span[]): number {
  return spans.reduce((width, { text }) => width + textWidth(text), 0);
}

/** Words behind a head: further rows stand under the first word; where the head leaves no room, they go below it. */
export function hangWords(style: Style, head: readonly Span[], body: Span, width: number): readonly string[] {
  const taken = spansWidth(head);
  const below = width - taken < narrowest && textWidth(body.text) > width - taken;
  if (!below) {
    const rows = wrapWords(body.text, width - taken);
    return rows.map(
      (row, index) =>
        (index === 0 ? paintSpans(style, head) : ' '.repeat(taken)) + style.paint(body.tone, row),
    );
  }
  const rows = wrapWords(body.text, width - deepest);
  const top = foldText(
    head
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
    width,
  );
  return [
    ...(top.length === 1 ? [paintSpans(style, trimSpans(head))] : top),
    ...rows.map((row) => ' '.repeat(deepest) + style.paint(body.tone, row)),
  ];
}

/** Words beside a bar, every row of them. */
export function barWords(style: Style, label: string, body: Span, width: number): readonly string[] {
  const bar = `  ${style.paint('quiet', style.glyphs.bar)} `;
  const rows = wrapWords(body.text, width - 4 - textWidth(label));
  return rows.map((row, index) => {
    const head = index === 0 ? label : ' '.repeat(textWidth(label));
    return (bar + style.paint('quiet', head) + style.paint(body.tone, row)).trimEnd();
  });
}

/** A verbatim line beside a bar; where it goes on, a mark stands in the bar's place. */
export function barVerbatim(
  style: Style,
  bar: string,
  body: Span,
  width: number,
  indent = 2,
): readonly string[] {
  return foldText(body.text, width - indent - 2).map((row, index) => {
    const mark = style.paint('quiet', index === 0 ? bar : style.glyphs.continued);
    return `${' '.repeat(indent)}${mark} ${style.paint(body.tone, row)}`.trimEnd();
  });
}

/** Spans on the left and one at the right edge of the first row they both fit on. */
export function spread(style: Style, left: readonly Span[], right: Span, width: number): readonly string[] {
  const edge = Math.min(width, rightEdge);
  const gap = edge - spansWidth(left) - textWidth(right.text);
  if (right.text !== '' && gap >= 2)
    return [paintSpans(style, left) + ' '.repeat(gap) + paintSpans(style, [right])];
  const lines = wrapWords(left.map(({ text }) => text).join(''), width);
  const only = lines.length === 1 ? [paintSpans(style, left)] : lines;
  const below = right.text === '' ? [] : wrapWords(right.text, width);
  return [...only, ...below.map((row) => style.paint(right.tone, row))];
}

/** One step and what became of it: mark, name, what there is to say, how long it took. */
export interface StepRow {
  readonly mark: Span;
  readonly name: string;
  readonly body: Span;
  readonly took: string;
}

const nameColumn = 16;

/** A step and what was decided or done about it: `  ↷ skipped  recidr  done by hand, ubuntu (jesse)`. */
export function actRows(
  style: Style,
  act: { readonly mark: Span; readonly name: string; readonly body: Span },
  width: number,
): readonly string[] {
  const name = act.name === '' ? [] : [span(`  ${act.name}`, 'strong')];
  return hangWords(style, [span('  '), act.mark, ...name, span('  ')], act.body, width);
}

/** `  ✓ drift           3 DRIFT lines (.8/.12/.16)        2.1s`; on narrow terminals the body goes below. */
export function stepRows(
  style: Style,
  { mark, name, body, took }: StepRow,
  width: number,
): readonly string[] {
  const left = [span('  '), mark, span(` ${padTo(name, nameColumn)}  `)];
  const taken = spansWidth(left) + (took === '' ? 0 : textWidth(took) + 2);
  const edge = Math.min(width, rightEdge) - taken;
  const room = textWidth(body.text) <= edge ? edge : width - taken;
  if (room < narrowest && textWidth(body.text) > room)
    return stackedRows(style, { mark, name, body, took }, width);
  return wrapWords(body.text, room).map((row, index) => {
    const text = style.paint(body.tone, index === 0 && room === edge && took !== '' ? padTo(row, room) : row);
    if (index > 0) return ' '.repeat(spansWidth(left)) + text;
    const end = took === '' ? '' : `  ${style.paint('quiet', took)}`;
    return (paintSpans(style, left) + text + end).trimEnd();
  });
}

function stackedRows(style: Style, { mark, name, body, took }: StepRow, width: number): readonly string[] {
  const top = spread(style, [span('  '), mark, span(` ${name}`)], span(took, 'quiet'), width);
  if (body.text === '') return top;
  return [...top, ...hangWords(style, [span(' '.repeat(deepest))], body, width)];
}
