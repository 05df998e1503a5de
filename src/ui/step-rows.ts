import type { PlanStep } from '../model/plan.ts';
import type { Step } from '../model/runbook.ts';
import { tellStep } from '../report/tell-step.ts';
import { joinParagraphs } from './join-paragraphs.ts';
import { barVerbatim, barWords, hangWords, type Span, span } from './layout.ts';
import type { Style } from './style.ts';
import { hidesCharacters } from './visible-text.ts';

/** What a step is called above its gate. Includes and stops have none: they ask nobody anything. */
export const stepKinds: Readonly<Record<Step['kind'], string>> = {
  block: 'GATE',
  checkpoint: 'CHECKPOINT',
  manual: 'DO THIS',
  checklist: 'CHECKLIST',
  include: 'INCLUDE',
  stop: 'STOP',
};

/** `  ■ GATE  recidr  3 Re-CIDR, attempt 2`. */
export function headRows(
  { step }: PlanStep,
  kind: string,
  more: string,
  width: number,
  style: Style,
): readonly string[] {
  const { id, title } = step;
  const about = [title === id ? step.section.title : title, more].filter((part) => part !== '').join(', ');
  return hangWords(style, headOf(step, kind, style), span(style.words(about)), width).map((row) =>
    row.trimEnd(),
  );
}

export function headOf({ id }: Step, kind: string, { glyphs, words }: Style): readonly Span[] {
  return [span('  '), span(`${glyphs.gate} ${kind}`, 'alert'), span(`  ${words(id)}  `, 'strong')];
}

/** What the document says before the step. */
export function proseRows({ step }: PlanStep, width: number, style: Style): readonly string[] {
  const text = withoutWarnings(step.prose.trim(), step.warnings.length);
  const isTheAction = step.kind !== 'block' && tellStep(step).trim() === text;
  if (text === '' || isTheAction || step.kind === 'checklist') return [];
  return joinParagraphs(text).flatMap((line) =>
    line.verbatim
      ? barVerbatim(style, style.glyphs.bar, span(style.code(line.text)), width)
      : barWords(style, '', span(style.words(line.text)), width),
  );
}

/** The warnings directly before a block get rows of their own; they are the last paragraphs of its prose. */
function withoutWarnings(text: string, warnings: number): string {
  const paragraphs = text.split(/\n{2,}/);
  for (let left = warnings; left > 0 && /^(?:>|!!!)/.test(paragraphs.at(-1) ?? ''); left -= 1)
    paragraphs.pop();
  return paragraphs.join('\n\n');
}

/** What is run, done or confirmed, all of it. */
export function actionRows({ step }: PlanStep, width: number, style: Style): readonly string[] {
  const text = tellStep(step);
  if (step.kind !== 'block' && step.kind !== 'manual') {
    const lines = text.trim().split('\n');
    return lines.flatMap((line, index) =>
      barWords(style, index === 0 ? 'confirm ' : ' '.repeat(8), span(style.words(line), 'strong'), width),
    );
  }
  const rows = codeLines(text).flatMap((line) =>
    barVerbatim(style, style.glyphs.codeBar, span(showEnd(style.code(line)), 'strong'), width),
  );
  const warning = 'it holds characters that a terminal does not show; they are written <U+...>';
  return hidesCharacters(text) ? [...rows, ...barWords(style, '! ', span(warning, 'alert'), width)] : rows;
}

/** Blanks at a line's end mean something to a shell (behind a backslash), and nobody would see them. */
function showEnd(line: string): string {
  return line.replace(/ +$/, (blanks) => '<U+0020>'.repeat(blanks.length));
}

/** Lines of a block without the newline that ends it. */
export function codeLines(code: string): readonly string[] {
  return code.replace(/\n$/, '').split('\n');
}
