import type { Plan, PlanDocument, PlanStep } from '../model/plan.ts';
import { tellStep } from '../report/tell-step.ts';
import { whenRows } from './condition-words.ts';
import { documentRows } from './flow-rows.ts';
import { barVerbatim, hangWords, span, spread } from './layout.ts';
import { describePlanStep } from './plan-step-words.ts';
import type { Style } from './style.ts';
import { padTo } from './text-width.ts';

const nameColumn = 16;

/** What is known of the variables of a plan before anything has run. */
export type KnownValues = ReadonlyMap<string, string>;

/**
 * A plan for people: its documents, sections and steps, what stops where, what each step is held against, and what
 * is known of its conditions; `known` are the values of inputs so far.
 */
export function renderPlan(plan: Plan, known: KnownValues, width: number, style: Style): string {
  const { dot } = style.glyphs;
  const gates = plan.steps.filter(({ stops }) => stops).length;
  const target = plan.targets.length === 0 ? '' : `target ${plan.targets.join(', ')} ${dot} `;
  const about = `${target}${plan.steps.length} steps, ${gates} of them stop`;
  const rows = [
    ...spread(
      style,
      [span(plan.id, 'strong'), span(`  ${style.words(plan.title)}`)],
      span(style.words(plan.file), 'quiet'),
      width,
    ),
    ...hangWords(style, [], span(style.words(about), 'quiet'), width),
    ...(plan.careful ? hangWords(style, [], span(careful, 'alert'), width) : []),
    ...inputRows(plan, known, width, style),
    ...sequenceRows(plan, known, width, style),
    ...plan.documents.flatMap((document) => rollbackRows(document, known, width, style)),
  ];
  return `${rows.join('\n')}\n`;
}

const careful = 'Careful mode: this document has not opted in, so every block stops at a gate.';

function inputRows(
  { requirements }: Plan,
  known: KnownValues,
  width: number,
  style: Style,
): readonly string[] {
  const { inputs } = requirements;
  const rows = inputs.flatMap(({ name, prompt, default: preset, choices, pattern, secret }) => {
    const given = known.get(name);
    const facts = [
      ...(prompt === name ? [] : [prompt]),
      ...(choices === null ? [] : [`one of ${choices.join(', ')}`]),
      ...(pattern === null ? [] : [`/${pattern}/`]),
      ...(secret ? ['secret'] : []),
      ...(given === undefined ? (preset === null ? [] : [`default ${preset}`]) : [`is ${given}`]),
    ].join(` ${style.glyphs.dot} `);
    return hangWords(
      style,
      [span(`    ${padTo(style.words(name), nameColumn)}  `)],
      span(style.words(facts)),
      width,
    );
  });
  return rows.length === 0
    ? []
    : ['', style.paint('strong', '  Inputs'), ...rows.map((row) => row.trimEnd())];
}

function sequenceRows(plan: Plan, known: KnownValues, width: number, style: Style): readonly string[] {
  const rows: string[] = [];
  const told = new Set<string>();
  let section = '';
  let document = 0;
  for (const step of plan.steps) {
    if (step.document !== document) {
      const to = plan.documents[step.document];
      const isBack = step.document < document;
      if (to !== undefined) rows.push(...documentRows(to, isBack ? 'back' : 'into', style, width));
      document = step.document;
      section = '';
    }
    rows.push(...sectionRows(step, section, width, style));
    section = sectionOf(step);
    const fresh = step.guards.filter(({ id }) => !told.has(id));
    for (const { id } of fresh) told.add(id);
    rows.push(
      ...fresh.flatMap((guard) => whenRows(guard, known, width, style)),
      ...stepRows(step, width, style),
    );
  }
  return rows;
}

function rollbackRows(
  { id, rollback: steps }: PlanDocument,
  known: KnownValues,
  width: number,
  style: Style,
): readonly string[] {
  const about = `Rollback of ${id}, no part of the sequence: offered when a step fails, and on abort`;
  const head = hangWords(style, [span('  ')], span(style.words(about), 'alert'), width);
  const rows = steps.flatMap((step, index) => {
    const before = steps[index - 1];
    return [
      ...sectionRows(step, before === undefined ? '' : sectionOf(before), width, style),
      ...step.guards.flatMap((guard) => whenRows(guard, known, width, style)),
      ...stepRows(step, width, style),
    ];
  });
  return rows.length === 0 ? [] : ['', ...head, ...rows];
}

function sectionOf({ step }: PlanStep): string {
  return step.section.title;
}

function sectionRows(step: PlanStep, before: string, width: number, style: Style): readonly string[] {
  const title = sectionOf(step);
  if (title === before) return [];
  return ['', ...hangWords(style, [span('  ')], span(style.words(title), 'strong'), width)];
}

function stepRows(planStep: PlanStep, width: number, style: Style): readonly string[] {
  const { step, stops, passedOver } = planStep;
  const { glyphs } = style;
  const mark = passedOver ? span(glyphs.passedOver, 'quiet') : stops ? span(glyphs.gate, 'alert') : span(' ');
  const name = span(padTo(style.words(step.id), nameColumn), stops ? 'strong' : 'plain');
  const words = describePlanStep(planStep).join(` ${glyphs.dot} `);
  const head = [span('    '), mark, span(' '), name, span(' ')];
  const rows = hangWords(style, head, span(style.words(words)), width).map((row) => row.trimEnd());
  return [...rows, ...textRows(planStep, width, style)];
}

/** What would run, as at its gate; the items of a checklist. */
function textRows({ step }: PlanStep, width: number, style: Style): readonly string[] {
  if (step.kind === 'checklist') {
    return step.items.flatMap(({ text }) =>
      hangWords(style, [span('      - ', 'quiet')], span(style.words(text), 'quiet'), width),
    );
  }
  if (step.kind !== 'block' && step.kind !== 'manual') return [];
  const lines = tellStep(step).replace(/\n$/, '');
  if (lines === '') return [];
  return lines
    .split('\n')
    .flatMap((line) => barVerbatim(style, style.glyphs.codeBar, span(style.code(line), 'quiet'), width, 6));
}
