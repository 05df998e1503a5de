import type { Entry } from '../model/event.ts';
import type { ConditionDecided, ConditionUndecidable, ItemAnswered } from '../model/flow-event.ts';
import { nameOperator } from '../model/operator-name.ts';
import type { PlanDocument } from '../model/plan.ts';
import { actRows, hangWords, type Span, span, spread } from './layout.ts';
import type { Style } from './style.ts';

/** Entries about the way that a run takes through its documents. */
export type FlowEntry = Extract<
  Entry,
  {
    type:
      | 'condition-decided'
      | 'condition-undecidable'
      | 'document-stopped'
      | 'placeholders-filled'
      | 'item-answered'
      | 'rollback-begun';
  }
>;

interface Telling {
  readonly style: Style;
  readonly width: number;
}

/** The rows of one such entry; many steps are counted, not listed. */
export function flowRows(entry: FlowEntry, telling: Telling): readonly string[] {
  const { glyphs } = telling.style;
  switch (entry.type) {
    case 'condition-decided':
      return decidedRows(entry, telling);
    case 'condition-undecidable':
      return undecidableRows(entry, telling);
    case 'document-stopped': {
      const rest = entry.leavesOut.length === 0 ? '' : `; ${countSteps(entry.leavesOut.length)} left out`;
      return row(telling, span(`${glyphs.passedOver} ends here`), entry.step, `${entry.reason}${rest}`);
    }
    case 'placeholders-filled': {
      const values = Object.entries(entry.values).map(([name, value]) => `<${name}> = ${value}`);
      return row(
        telling,
        span(`${glyphs.note} filled in`),
        entry.step,
        `${values.join(', ')}, ${nameOperator(entry.by)}`,
      );
    }
    case 'item-answered':
      return itemRows(entry, telling);
    case 'rollback-begun': {
      const said = `${countSteps(entry.steps.length)} to go back, ${nameOperator(entry.by)}`;
      return ['', ...row(telling, span(`${glyphs.again} ROLLBACK`, 'alert'), entry.step, said)];
    }
    default:
      return entry satisfies never;
  }
}

function decidedRows(entry: ConditionDecided, telling: Telling): readonly string[] {
  const { glyphs } = telling.style;
  const values = Object.entries(entry.values).map(([name, value]) => `${name}=${value ?? '(unset)'}`);
  const said = `${entry.condition} (${values.join(', ')})`;
  if (entry.holds) return row(telling, span(`${glyphs.dot} holds`, 'quiet'), entry.step, said);
  const [first = entry.step, ...more] = entry.leavesOut;
  const name = more.length === 0 ? first : `${first} and ${countSteps(more.length, 'more step')}`;
  return row(telling, span(`${glyphs.passedOver} left out`, 'quiet'), name, said);
}

function undecidableRows(entry: ConditionUndecidable, { style, width }: Telling): readonly string[] {
  const title = [
    span('  '),
    span(`${style.glyphs.failed} FAILED`, 'bad'),
    span(`  ${style.words(entry.step)}`, 'strong'),
  ];
  return [
    ...spread(style, title, span(''), width),
    ...hangWords(style, [span('    ')], span(style.words(entry.message), 'bad'), width),
    ...hangWords(style, [span('    ')], span(style.words(`at ${entry.at}`), 'quiet'), width),
  ];
}

function itemRows(entry: ItemAnswered, { style, width }: Telling): readonly string[] {
  const { passed, failed, skipped } = style.glyphs;
  const marks: Readonly<Record<ItemAnswered['answer'], Span>> = {
    yes: span(passed, 'good'),
    no: span(`${failed} no`, 'bad'),
    skip: span(`${skipped} skipped`, 'alert'),
  };
  const reason = entry.reason === null ? '' : `: ${entry.reason}`;
  const head = [span('  '), marks[entry.answer], span(` [${entry.item}/${entry.of}] `)];
  const said = `${entry.text}${reason}, ${nameOperator(entry.by)}`;
  return hangWords(style, head, span(style.words(said)), width);
}

/** What `capture` has set, one row each. */
export function capturedRows(
  captured: Readonly<Record<string, string>>,
  style: Style,
  width: number,
): readonly string[] {
  return Object.entries(captured).flatMap(([name, value]) =>
    hangWords(style, [span('    captured ', 'quiet')], span(style.code(`${name}=${value}`)), width),
  );
}

/** Above what is in another document: `→ 01-destroy-model  Destroy the model      runbooks/01-destroy-model.md`. */
export function documentRows(
  { id, title, file }: PlanDocument,
  way: 'into' | 'back',
  style: Style,
  width: number,
): readonly string[] {
  const left = [
    span(`${style.glyphs[way]} ${style.words(id)}`, 'strong'),
    span(`  ${style.words(title)}${way === 'back' ? ', again' : ''}`),
  ];
  return ['', ...spread(style, left, span(style.words(file), 'quiet'), width)];
}

function row({ style, width }: Telling, mark: Span, id: string, said: string): readonly string[] {
  return actRows(style, { mark, name: style.words(id), body: span(style.words(said)) }, width);
}

function countSteps(count: number, noun = 'step'): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
