import type { Entry, GateAnswered, LeftoversEnded, Operator } from '../model/event.ts';
import { nameOperator } from '../model/operator-name.ts';
import { actRows, hangWords, type Span, span, stepRows } from './layout.ts';
import type { Style } from './style.ts';

/** Entries that are told in a row or two of their own, whatever came before. */
export type PlainEntry = Extract<
  Entry,
  {
    type:
      | 'steps-passed-over'
      | 'gate-answered'
      | 'approval-voided'
      | 'statement-confirmed'
      | 'remedy-chosen'
      | 'outcome-settled'
      | 'note-added'
      | 'shell-opened'
      | 'shell-closed'
      | 'session-rebuilt'
      | 'late-output-seen'
      | 'leftovers-ended';
  }
>;

export interface Telling {
  readonly style: Style;
  readonly width: number;
  /** A block waits behind the gate of this step; else a yes is all there is to it. */
  isBlock(step: string): boolean;
  /** A file of the run's directory as a person can open it. */
  locate(file: string): string;
}

/** The rows of one entry. Who acted is named wherever somebody did. */
export function entryRows(entry: PlainEntry, telling: Telling): readonly string[] {
  const { glyphs } = telling.style;
  switch (entry.type) {
    case 'steps-passed-over':
      return entry.steps.flatMap((id) =>
        row(telling, span(`${glyphs.passedOver} passed over`, 'alert'), id, nameOperator(entry.by)),
      );
    case 'gate-answered':
      return answerRows(entry, telling);
    case 'approval-voided': {
      const changed = entry.changed.join(', ');
      return row(telling, span('! not run', 'alert'), entry.step, `changed since the yes: ${changed}`);
    }
    case 'statement-confirmed': {
      const said = `${entry.statement}, ${nameOperator(entry.by)}`;
      if (entry.holds) return passed(telling, entry.step, `confirmed by eye: ${said}`);
      return row(telling, span(`${glyphs.failed} UNEXPECTED`, 'bad'), entry.step, `does not hold: ${said}`);
    }
    case 'remedy-chosen':
      return remedyRows(telling, entry.step, entry.remedy === 'accept' ? 'deviated' : entry.remedy, entry);
    case 'outcome-settled':
      return remedyRows(
        telling,
        entry.step,
        entry.settlement === 'done' ? 'settled as done' : entry.settlement,
        entry,
      );
    case 'note-added':
      return row(
        telling,
        span(`${glyphs.note} note`),
        entry.step ?? '',
        `${entry.text}, ${nameOperator(entry.by)}`,
      );
    case 'shell-opened':
      return row(telling, span('$ shell opened', 'alert'), entry.step, nameOperator(entry.by));
    case 'shell-closed': {
      const log = entry.log === null ? 'not recorded' : `recorded in ${telling.locate(entry.log)}`;
      return row(
        telling,
        span('$ shell closed', 'alert'),
        entry.step,
        `exit ${entry.exit ?? 'unknown'}, ${log}`,
      );
    }
    case 'session-rebuilt':
      return warn(telling, `the shell was started again from its snapshot; lost: ${entry.lost.join(', ')}`);
    case 'late-output-seen':
      return warn(
        telling,
        `${entry.bytes} bytes came after their block had ended: ${telling.locate(entry.log)}`,
      );
    case 'leftovers-ended':
      return leftoverRows(telling, entry);
    default:
      return entry satisfies never;
  }
}

function answerRows(entry: GateAnswered & PlainEntry, telling: Telling): readonly string[] {
  const { glyphs } = telling.style;
  const { decision, step, typed, reason } = entry;
  const phrases = typed.map((line) => `"${line}"`).join(', ');
  const said = [
    ...(reason === null ? [] : [reason]),
    ...(phrases === '' ? [] : [`typed ${phrases}`]),
    nameOperator(entry.by),
    `${entry.time.slice(11, 19)} UTC`,
  ].join(', ');
  if (decision === 'skip') return row(telling, span(`${glyphs.skipped} skipped`, 'alert'), step, said);
  if (decision === 'decline') return row(telling, span(`${glyphs.declined} declined`, 'alert'), step, said);
  if (telling.isBlock(step)) return row(telling, span(`${glyphs.gate} yes`, 'alert'), step, said);
  return passed(telling, step, `confirmed, ${said}`);
}

type Remedy = 'retry' | 'skip' | 'deviated' | 'settled as done';

/** What a human decided about a step that did not simply pass: never marked as passed. */
function remedyRows(
  telling: Telling,
  step: string,
  remedy: Remedy,
  { reason, by }: { readonly reason: string | null; readonly by: Operator },
): readonly string[] {
  const { again, skipped, deviated } = telling.style.glyphs;
  const marks: Readonly<Record<Remedy, string>> = {
    retry: `${again} again`,
    skip: `${skipped} skipped`,
    deviated: `${deviated} deviated`,
    'settled as done': `${deviated} settled as done`,
  };
  const said = [...(reason === null ? [] : [reason]), nameOperator(by)].join(', ');
  return row(telling, span(marks[remedy], 'alert'), step, said);
}

function leftoverRows(telling: Telling, { ended, unreachable }: LeftoversEnded): readonly string[] {
  return [
    ...(ended.length === 0 ? [] : warn(telling, `ended what was still running: ${ended.join(', ')}`)),
    ...unreachable.flatMap((process) => warn(telling, `STILL RUNNING, out of reach: ${process}`)),
  ];
}

function row({ style, width }: Telling, mark: Span, id: string, said: string): readonly string[] {
  return actRows(style, { mark, name: style.words(id), body: span(style.words(said)) }, width);
}

function passed({ style, width }: Telling, id: string, said: string): readonly string[] {
  const mark = span(style.glyphs.passed, 'good');
  return stepRows(style, { mark, name: style.words(id), body: span(style.words(said)), took: '' }, width);
}

function warn({ style, width }: Telling, text: string): readonly string[] {
  return hangWords(style, [span('  ! ', 'alert')], span(style.words(text)), width);
}
