import type { Plan, PlanStep } from '../model/plan.ts';
import type { BlockStep } from '../model/runbook.ts';
import { barVerbatim, hangWords, span, spread } from './layout.ts';
import type { Style } from './style.ts';
import { padTo } from './text-width.ts';
import { tellTraits } from './trait-words.ts';

const nameColumn = 16;

/** A plan for people: its sections and steps, what stops where, and what each step is held against. */
export function renderPlan(plan: Plan, width: number, style: Style): string {
  const { dot } = style.glyphs;
  const gates = plan.steps.filter(({ stops }) => stops).length;
  const target = plan.requirements.target === null ? '' : `target ${plan.requirements.target} ${dot} `;
  const about = `${target}${plan.steps.length} steps, ${gates} of them stop`;
  const rows = [
    ...spread(
      style,
      [span(plan.id, 'strong'), span(`  ${style.words(plan.title)}`)],
      span(style.words(plan.file), 'quiet'),
      width,
    ),
    ...hangWords(style, [], span(about, 'quiet'), width),
    ...(plan.careful ? hangWords(style, [], span(careful, 'alert'), width) : []),
  ];
  let section = '';
  for (const step of plan.steps) {
    const title = step.step.section.title;
    if (title !== section) rows.push('', style.paint('strong', `  ${style.words(title)}`));
    section = title;
    rows.push(...stepRows(step, width, style));
  }
  return `${rows.join('\n')}\n`;
}

const careful = 'Careful mode: this document has not opted in, so every block stops at a gate.';

function stepRows(planStep: PlanStep, width: number, style: Style): readonly string[] {
  const { step, stops, passedOver } = planStep;
  const { glyphs } = style;
  const mark = passedOver ? span(glyphs.passedOver, 'quiet') : stops ? span(glyphs.gate, 'alert') : span(' ');
  const name = span(padTo(step.id, nameColumn), stops ? 'strong' : 'plain');
  const words = [passedOver ? 'passed over' : modeOf(planStep), ...factsOf(planStep)].join(` ${glyphs.dot} `);
  const head = [span('    '), mark, span(' '), name, span(' ')];
  const rows = hangWords(style, head, span(style.words(words)), width).map((row) => row.trimEnd());
  const code = step.kind === 'checkpoint' ? '' : step.kind === 'block' ? step.code : step.text;
  return [...rows, ...codeRows(code, width, style)];
}

/** What would run, as at its gate. */
function codeRows(code: string, width: number, style: Style): readonly string[] {
  const lines = code.replace(/\n$/, '');
  if (lines === '') return [];
  return lines
    .split('\n')
    .flatMap((line) => barVerbatim(style, style.glyphs.codeBar, span(style.code(line), 'quiet'), width, 6));
}

/** How the step is entered, in words. */
function modeOf({ step, stops }: PlanStep): string {
  if (step.kind === 'checkpoint') return `checkpoint: ${step.text}`;
  if (step.kind === 'manual') return 'done by hand';
  if (step.gate?.phrase != null) return `gate, type "${step.gate.phrase}"`;
  if (!stops) return step.mode;
  return step.mode === 'gate' ? 'gate' : `${step.mode}, at a gate`;
}

function factsOf({ step, dangers }: PlanStep): readonly string[] {
  if (step.kind !== 'block') return [];
  const { polling, timeout, confirm } = step;
  return [
    ...dangers.filter(({ effect }) => effect === 'destroys').map(({ why }) => why),
    ...expectationsOf(step),
    ...(confirm === null ? [] : [`confirm: ${confirm}`]),
    ...(polling === null ? [] : [`within ${polling.within.text}`]),
    ...(timeout === null ? [] : [`timeout ${timeout.text}`]),
    ...tellTraits(step.traits),
  ];
}

function expectationsOf({ segments, expectation, exactOutput }: BlockStep): readonly string[] {
  const all = [...segments.map((segment) => segment.expectation), expectation];
  const claims = all.flatMap((each) => each?.claims.map(({ text }) => text) ?? []);
  const exact = exactOutput === null ? [] : [`${exactOutput.lines.length} exact lines`];
  return [...claims, ...exact].length === 0 ? [] : [`expect ${[...claims, ...exact].join('; ')}`];
}
