import type { PlanStep } from '../model/plan.ts';
import type { BlockStep, Segment } from '../model/runbook.ts';
import { answerCommon, isCommon } from './answer-common.ts';
import type { Run } from './run.ts';

/** The names of a block's placeholders, each once, in order of appearance. */
export function placeholderNames({ step }: PlanStep): readonly string[] {
  if (step.kind !== 'block') return [];
  return [...new Set(step.segments.flatMap(({ placeholders }) => placeholders.map(({ name }) => name)))];
}

/** Asks for the values of a block's placeholders, which its gate then shows in their places. */
export async function askValues(run: Run, step: PlanStep): Promise<number | null> {
  const answer = await run.ports.prompter.fill(step, placeholderNames(step));
  if (isCommon(answer)) return answerCommon(run, step, answer);
  const { values } = answer;
  run.record({ type: 'placeholders-filled', step: step.step.id, values, by: run.ports.operator });
  return null;
}

/** The step with values, quoted for the shell, in the places of its placeholders: what is shown and what runs. */
export function fillStep(
  planStep: PlanStep,
  values: Readonly<Record<string, string>> | null | undefined,
): PlanStep {
  const { step } = planStep;
  if (step.kind !== 'block' || !values) return planStep;
  return { ...planStep, step: fillBlock(step, values) };
}

function fillBlock(step: BlockStep, values: Readonly<Record<string, string>>): BlockStep {
  const segments = step.segments.map((segment) => fillSegment(segment, values));
  return { ...step, segments, code: segments.map(({ code }) => code).join('') };
}

function fillSegment(segment: Segment, values: Readonly<Record<string, string>>): Segment {
  const code = segment.placeholders.reduceRight((text, { name, start, end }) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? text : text.slice(0, start) + quoteWord(value) + text.slice(end);
  }, segment.code);
  return { ...segment, code, placeholders: [] };
}

/** A text as one word of bash, plain where that is the same. */
function quoteWord(text: string): string {
  return /^[\w@%+:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
