import type { StepState } from '../model/state.ts';

/**
 * The steps in the order that a changed document has, once that was consented to. One that the document does not hold
 * any more stays on record behind the others. No `order`: as they are.
 */
export function arrangeSteps(
  steps: readonly StepState[],
  order: readonly string[] | undefined,
): readonly StepState[] {
  if (order === undefined) return steps;
  const byId = new Map(steps.map((step) => [step.planned.id, step]));
  const held = order.flatMap((id) => byId.get(id) ?? []);
  const inDocument = new Set(order);
  const gone = steps.filter(({ planned }) => !inDocument.has(planned.id));
  return [
    ...held.map((step) => ({ ...step, removed: false })),
    ...gone.map((step) => ({ ...step, removed: true })),
  ];
}
