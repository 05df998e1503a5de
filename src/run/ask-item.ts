import type { PlanStep } from '../model/plan.ts';
import type { ChecklistStep } from '../model/runbook.ts';
import { answerCommon, isCommon } from './answer-common.ts';
import { placeOf } from './decide.ts';
import type { Run } from './run.ts';

/** Asks the operator for one item of a checklist; `index` counts from 0. */
export async function askItem(
  run: Run,
  planStep: PlanStep,
  step: ChecklistStep,
  index: number,
): Promise<number | null> {
  const item = step.items[index];
  if (item === undefined) throw new Error(`the checklist ${step.id} has no item ${index + 1}`);
  const { text } = item;
  const of = step.items.length;
  const answer = await run.ports.prompter.item(planStep, { number: index + 1, of, text });
  if (isCommon(answer)) return answerCommon(run, planStep, answer);
  run.record({
    type: 'item-answered',
    step: step.id,
    item: index + 1,
    of,
    text,
    at: placeOf(item.source),
    answer: answer.type,
    reason: answer.type === 'skip' ? answer.reason : null,
    by: run.ports.operator,
  });
  return null;
}
