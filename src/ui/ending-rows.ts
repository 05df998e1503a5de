import { exitCode, type StepStatus } from '../model/outcome.ts';
import type { PauseReason, RunEnded, RunPaused } from '../model/run-event.ts';
import type { RunState } from '../model/state.ts';
import { hangWords, type Span, span, spread } from './layout.ts';
import type { Glyphs, Style } from './style.ts';

const pauses: Readonly<Record<PauseReason, string>> = {
  asked: 'as you asked',
  interrupt: 'interrupted',
  'interrupted-twice': 'interrupted twice',
  'hang-up': 'the terminal went away',
  terminated: 'it was told to stop',
  'no-terminal': 'a human has to answer here, and there is no terminal to ask at',
  'no-input': 'a human has to answer here, and --no-input was given',
  ci: 'a human has to answer here, and CI is set',
  'input-ended': 'the input ended (Ctrl-D)',
  'document-changed': 'what this run was planned from has changed',
};

/** 128 and the number of the signal, where one stopped the run. */
const signalExits: Partial<Record<PauseReason, number>> = { 'interrupted-twice': 130, terminated: 143 };

/** By what a run is found again. */
export interface References {
  readonly run: string;
  /** The command that goes on with it. */
  readonly resume: string;
  /** Hash of its journal's last line. */
  readonly head: string;
}

/** The last words of a process whose run is paused. */
export function pausedRows(
  entry: RunPaused,
  references: References,
  width: number,
  style: Style,
): readonly string[] {
  const at = entry.step === null ? '' : `at ${entry.step}: `;
  const exit = `exit ${signalExits[entry.reason] ?? exitCode.paused}`;
  return [
    '',
    ...verdictRow(
      style,
      span(`${style.glyphs.paused} PAUSED`, 'alert'),
      `${at}${pauses[entry.reason]}`,
      exit,
      width,
    ),
    ...referenceRows(style, references, true, width),
  ];
}

/** The last words of a run that ended: what it came to, step by step in numbers. */
export function endedRows(
  entry: RunEnded,
  told: ToldSteps,
  references: References,
  width: number,
  style: Style,
): readonly string[] {
  const at = entry.step === null ? '' : `at ${entry.step}`;
  const said = [at, entry.reason ?? '', tally(told)].filter((text) => text !== '').join('; ');
  const finished = ['done', 'checked', 'rolled-back'].includes(entry.status);
  return [
    '',
    ...verdictRow(style, endMark(entry.status, told, style.glyphs), said, `exit ${entry.exit}`, width),
    ...referenceRows(style, references, !finished, width),
  ];
}

/** The last words of a process that could keep no record any longer; `exit` is what it exits with. */
export function brokenOffRows(
  brokenOff: BrokenOff,
  references: References,
  width: number,
  style: Style,
): readonly string[] {
  const { step, reason, exit } = brokenOff;
  const { failed, unknown } = style.glyphs;
  const mark = exit === exitCode.unknown ? `${unknown} UNKNOWN` : `${failed} BROKEN OFF`;
  const at = step === null ? '' : `at ${step}: `;
  return [
    '',
    ...verdictRow(style, span(mark, 'bad'), `${at}${reason}`, `exit ${exit}`, width),
    ...referenceRows(style, references, true, width),
  ];
}

/** A run that its process could not go on with, nor say so in its record. */
export interface BrokenOff {
  /** Where it was. */
  readonly step: string | null;
  readonly reason: string;
  readonly exit: number;
}

/** What a run that ended was made of. */
export interface ToldSteps {
  readonly state: RunState;
  /** Ids of the steps that conditions and stops have left out. */
  readonly leftOut: ReadonlySet<string>;
}

/** The statuses that count: what was not to be run is neither passed nor skipped. */
function statusesOf({ state, leftOut }: ToldSteps): readonly StepStatus[] {
  return [...state.steps].filter(([id]) => !leftOut.has(id)).map(([, { status }]) => status);
}

/** Only a run in which every step passed is marked as passed. */
function endMark(status: RunEnded['status'], told: ToldSteps, glyphs: Glyphs): Span {
  const clean = statusesOf(told).every((each) => each === 'passed');
  switch (status) {
    case 'done':
      return clean
        ? span(`${glyphs.passed} DONE`, 'good')
        : span(`${glyphs.deviated} DONE, not all of it passed`, 'alert');
    case 'checked':
      return span(`${glyphs.paused} CHECKED as far as no human is needed`, 'alert');
    case 'failed':
      return span(`${glyphs.failed} FAILED`, 'bad');
    case 'unexpected':
      return span(`${glyphs.failed} UNEXPECTED`, 'bad');
    case 'declined':
      return span(`${glyphs.declined} DECLINED`, 'alert');
    case 'aborted':
      return span(`${glyphs.declined} ABORTED`, 'alert');
    case 'rolled-back':
      return span(`${glyphs.again} ROLLED BACK`, 'alert');
    case 'unknown':
      return span(`${glyphs.unknown} UNKNOWN`, 'bad');
    default:
      return status satisfies never;
  }
}

const counted: readonly StepStatus[] = [
  'passed',
  'skipped',
  'deviated',
  'failed',
  'unexpected',
  'declined',
  'unknown',
  'running',
  'pending',
];

function tally(told: ToldSteps): string {
  const statuses = statusesOf(told);
  const counts = counted
    .map((status) => [statuses.filter((each) => each === status).length, status] as const)
    .filter(([count]) => count > 0)
    .map(([count, status]) => `${count} ${status}`);
  return [...counts, ...(told.leftOut.size > 0 ? [`${told.leftOut.size} left out`] : [])].join(', ');
}

function verdictRow(style: Style, mark: Span, said: string, exit: string, width: number): readonly string[] {
  const text = style.words(said);
  const left = [mark, span(text === '' ? '' : `  ${text}`)];
  return spread(style, left, span(exit, 'quiet'), width);
}

function referenceRows(
  style: Style,
  { run, resume, head }: References,
  resumable: boolean,
  width: number,
): readonly string[] {
  const goOn = hangWords(style, [span('  go on  ', 'quiet')], span(style.words(resume), 'strong'), width);
  return [
    ...hangWords(style, [span('  run    ', 'quiet')], span(style.words(run)), width),
    ...(resumable ? goOn : []),
    ...hangWords(style, [span('  head   ', 'quiet')], span(head), width),
  ];
}
