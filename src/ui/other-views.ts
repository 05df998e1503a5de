import type { PlanStep } from '../model/plan.ts';
import type { Step } from '../model/runbook.ts';
import { tellInstant } from '../report/tell-standing.ts';
import type { BrokenAttempt } from '../run/ports.ts';
import { barVerbatim, hangWords, span } from './layout.ts';
import { actionRows } from './step-rows.ts';
import type { Style } from './style.ts';

const shownLines = 20;
const shownBytes = 64 * 1024;
const longestLine = 2000;

/** A block whose record broke off: what it was to do, and the end of what it had printed. */
export function renderSettlement(
  planned: PlanStep,
  { output, begun, isEdited }: BrokenAttempt,
  width: number,
  style: Style,
): string {
  const { step } = planned;
  const head = [
    span('  '),
    span(`${style.glyphs.unknown} UNKNOWN`, 'alert'),
    span(`  ${style.words(step.id)}  `, 'strong'),
  ];
  const since = begun === '' ? '' : `begun ${style.words(tellInstant(begun))}; `;
  const about = `${since}how it ended is not on record, and it may have changed things`;
  const edited = 'It was edited afterwards: what stands in the document now is not what ran.';
  const lines = linesOf(output);
  const none = isSecret(step) ? 'What it had printed is withheld.' : 'It had printed nothing.';
  const said = lines.length === 0 ? none : 'The last it had printed:';
  const say = (text: string) => hangWords(style, [span('    ')], span(text), width);
  const rows = [
    ...hangWords(style, head, span(about), width),
    ...(isEdited ? say(edited) : actionRows(planned, width, style)),
    ...say(said),
    ...outputRows(lines.slice(-shownLines), width, style),
  ];
  return lay(rows);
}

/** What a block had printed when it ran, in an earlier process: as much of it as is at hand. */
export function renderRecalled({ step }: PlanStep, output: Uint8Array, width: number, style: Style): string {
  const lines = linesOf(output);
  const none = isSecret(step) ? 'what it had printed is withheld' : 'it had printed nothing';
  const said = lines.length === 0 ? none : 'this is what it had printed';
  const head = [span(`  ${style.glyphs.running} `), span(style.words(step.id), 'strong'), span('  ')];
  return lay([...hangWords(style, head, span(said), width), ...outputRows(lines, width, style)]);
}

function isSecret(step: Step): boolean {
  return step.kind === 'block' && step.traits.secret;
}

function linesOf(output: Uint8Array): readonly string[] {
  const text = new TextDecoder().decode(output.subarray(-shownBytes)).replace(/\n$/, '');
  return text === '' ? [] : text.split('\n');
}

function outputRows(lines: readonly string[], width: number, style: Style): readonly string[] {
  return lines.flatMap((line) => {
    const shown = style.output(line.slice(0, longestLine));
    return barVerbatim(style, style.glyphs.bar, span(shown), width);
  });
}

/** The steps that `--from` or `--only` leave out. */
export function renderPassOver(steps: readonly PlanStep[], width: number, style: Style): string {
  const title = [span('  '), span(`${style.glyphs.gate} PASS OVER`, 'alert'), span('  ')];
  const about = 'these steps are left out, and recorded as skipped:';
  const rows = steps.flatMap(({ step, stops }) => {
    const kind = stops ? `${step.kind}, has a gate` : step.kind;
    const head = [span(`    ${style.glyphs.passedOver} ${style.words(step.id)}  `)];
    return hangWords(style, head, span(`${kind}; ${style.words(step.section.title)}`, 'quiet'), width);
  });
  return lay([...hangWords(style, title, span(about), width), ...rows]);
}

/** Words, or a line of a document that is there no more, or is new. */
export type Particular = string | { readonly sign: '-' | '+'; readonly line: string };

/** Something to know before a question, with the particulars below it. */
export function renderNotice(
  about: string,
  particulars: readonly Particular[],
  width: number,
  style: Style,
): string {
  const rows = particulars.flatMap((row) => {
    if (typeof row === 'string') return hangWords(style, [span('    ')], span(style.words(row)), width);
    return barVerbatim(style, row.sign, span(style.code(row.line)), width, 6);
  });
  return lay(['', ...hangWords(style, [span('  ')], span(style.words(about), 'alert'), width), ...rows]);
}

function lay(rows: readonly string[]): string {
  return rows.map((row) => `${row}\n`).join('');
}
