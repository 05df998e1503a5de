import type { Verdict } from '../model/expectation.ts';
import type { Outcome } from '../model/outcome.ts';
import type { PlanStep } from '../model/plan.ts';
import { tellDuration } from '../model/time-words.ts';
import { tellExit } from '../report/tell-outcome.ts';
import { barVerbatim, hangWords, span, spread, stepRows } from './layout.ts';
import type { Style } from './style.ts';
import { tellVerdict } from './tell-difference.ts';

/** One finished attempt, as it is told. */
export interface ToldAttempt {
  readonly id: string;
  readonly step: PlanStep | null;
  readonly outcome: Outcome;
  /** Milliseconds; `null`: that was in an earlier process. */
  readonly took: number | null;
  /** Path of the log as a person can open it; `null`: it has none. */
  readonly log: string | null;
  /** Bytes that are in no log, because the output is secret; `null`: it is not. */
  readonly withheld: number | null;
  /** The run goes on, whatever came of it. */
  readonly goesOn: boolean;
}

const inset = '    ';

/** What a step established: its claims, or that it ended well. */
function tellEstablished(outcome: Outcome): string {
  const claims = outcome.verdicts.map(({ claim }) => claim);
  const telling = claims.length > 1 ? claims.filter((claim) => claim !== 'exit 0') : claims;
  return telling.length > 0 ? telling.join('; ') : `exit ${outcome.exit ?? '?'}`;
}

export function passedRows(style: Style, told: ToldAttempt, width: number): readonly string[] {
  const confirm = told.step?.step.kind === 'block' && told.step.step.confirm !== null;
  const { passed, running } = style.glyphs;
  const established = style.words(tellEstablished(told.outcome));
  const mark = confirm ? span(running, 'alert') : span(passed, 'good');
  const hidden = told.withheld === null ? '' : `; ${tellWithheld(told.withheld)}`;
  const body = span(established + hidden + (confirm ? '; still to be confirmed by eye' : ''));
  const took = told.took === null ? '' : tellDuration(told.took);
  return [
    ...stepRows(style, { mark, name: style.words(told.id), body, took }, width),
    // What is to be judged by eye may be longer than the screen.
    ...(confirm ? whereOutputIs(style, told, width) : []),
  ];
}

/** A failure: one sentence each for what is wrong, then the evidence. */
export function failedRows(style: Style, told: ToldAttempt, width: number): readonly string[] {
  const { outcome } = told;
  const word = outcome.status === 'unexpected' ? 'UNEXPECTED' : 'FAILED';
  const title = [
    span('  '),
    span(`${style.glyphs.failed} ${word}`, 'bad'),
    span(`  ${style.words(told.id)}`, 'strong'),
  ];
  const broken = outcome.verdicts.filter(({ ok }) => !ok);
  const held = outcome.verdicts.filter(({ ok }) => ok).map(({ claim }) => claim);
  return [
    ...spread(style, title, span(told.took === null ? '' : tellDuration(told.took), 'quiet'), width),
    ...commandRows(style, told, broken.length === 0, width),
    ...broken.flatMap((verdict) => verdictRows(style, verdict, width)),
    ...(held.length === 0 ? [] : say(style, `held: ${held.join('; ')}`, width, 'quiet')),
    ...whereOutputIs(style, told, width),
    ...(told.goesOn
      ? say(style, 'the run goes on all the same, and will not end as done', width, 'alert')
      : []),
  ];
}

function whereOutputIs(style: Style, { withheld, log }: ToldAttempt, width: number): readonly string[] {
  if (withheld !== null) return say(style, tellWithheld(withheld), width, 'quiet');
  return log === null ? [] : say(style, `log: ${log}`, width, 'quiet');
}

function tellWithheld(bytes: number): string {
  return `${bytes} bytes of output withheld`;
}

function verdictRows(style: Style, verdict: Verdict, width: number): readonly string[] {
  return [
    ...hangWords(style, [span(inset)], span(tellVerdict(verdict, style), 'bad'), width),
    ...say(style, `at ${verdict.at}`, width, 'quiet'),
    ...verdict.evidence.flatMap((line) =>
      barVerbatim(style, style.glyphs.bar, span(style.output(line)), width, inset.length),
    ),
  ];
}

/** Where it stopped, and how; with no claim to blame, at least that it did. */
function commandRows(
  style: Style,
  { outcome, step }: ToldAttempt,
  alone: boolean,
  width: number,
): readonly string[] {
  const { failedCommand, message, ending } = outcome;
  const rows = message === null ? [] : say(style, message, width, 'bad');
  if (failedCommand !== null) {
    const file = step === null ? '' : `${step.step.source.file}:`;
    const where = `${file === '' ? 'line ' : file}${failedCommand.line}`;
    const code = failedCommand.text
      .split('\n')
      .flatMap((line) =>
        barVerbatim(style, style.glyphs.codeBar, span(style.code(line)), width, inset.length),
      );
    const hint = failedCommand.hint === null ? [] : say(style, `hint: ${failedCommand.hint}`, width, 'alert');
    return [...say(style, `${tellExit(outcome)}, at ${where}:`, width, 'bad'), ...code, ...hint, ...rows];
  }
  if (ending !== 'exited' || (alone && message === null))
    return [...say(style, tellExit(outcome), width, 'bad'), ...rows];
  return rows;
}

function say(style: Style, text: string, width: number, tone: 'bad' | 'quiet' | 'alert'): readonly string[] {
  return hangWords(style, [span(inset)], span(style.words(text), tone), width);
}
