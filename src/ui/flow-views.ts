import type { PlanStep } from '../model/plan.ts';
import { hangWords, span } from './layout.ts';
import { actionRows, headRows, proseRows } from './step-rows.ts';
import type { Style } from './style.ts';

/** A block with placeholders, before its values are asked for: what they are for. */
export function renderFill(step: PlanStep, names: readonly string[], width: number, style: Style): string {
  const what = names.map((name) => `<${name}>`).join(', ');
  const about = `It needs ${what}. Its gate shows the command with the values in it.`;
  const words = 'A value that is one of the words below is typed with = before it.';
  return lay([
    ...headRows(step, 'FILL IN', '', width, style),
    ...proseRows(step, width, style),
    ...actionRows(step, width, style),
    ...hangWords(style, [span('  ')], span(style.words(about)), width),
    ...hangWords(style, [span('  ')], span(words, 'quiet'), width),
  ]);
}

/** What stands above the first question of a checklist. */
export function renderChecklist(step: PlanStep, of: number, width: number, style: Style): string {
  return lay(headRows(step, 'CHECKLIST', `${of} ${of === 1 ? 'item' : 'items'}`, width, style));
}

/** The steps that go back. */
export function renderRollback(steps: readonly PlanStep[], width: number, style: Style): string {
  const rows = steps.flatMap(({ step, stops }) => {
    const head = [span(`    ${style.glyphs.again} ${style.words(step.id)}  `)];
    const kind = stops ? `${step.kind}, has a gate` : step.kind;
    return hangWords(style, head, span(`${kind}; ${style.words(step.section.title)}`, 'quiet'), width);
  });
  return lay([
    ...hangWords(style, [span('  ')], span('There is a rollback section:', 'alert'), width),
    ...rows,
  ]);
}

function lay(rows: readonly string[]): string {
  return rows.map((row) => `${row}\n`).join('');
}
