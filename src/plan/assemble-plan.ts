import type { Plan } from '../model/plan.ts';
import { expandTree } from './expand-tree.ts';
import { type PlanContext, StepPlanner } from './plan-steps.ts';
import type { RunbookTree } from './runbook-tree.ts';
import { selectSteps } from './select-steps.ts';
import { uniteRequirements, uniteTargets } from './unite-requirements.ts';

/** Which steps to walk, and how. */
export interface Selection {
  /** Step to begin at; `null`: the first. */
  readonly from: string | null;
  /** Only these steps; `null`: all. */
  readonly only: readonly string[] | null;
  /** Gate every step. */
  readonly stepwise: boolean;
}

export const everything: Selection = { from: null, only: null, stepwise: false };

/** The ordered steps of a runbook, or the step name in the selection that it does not have. */
export type AssembledPlan =
  | { readonly type: 'plan'; readonly plan: Plan }
  | { readonly type: 'unknown-step'; readonly name: string; readonly known: readonly string[] };

/** Plans a run of a runbook and what it includes. Executes and looks up nothing. */
export function assemblePlan(tree: RunbookTree, selection: Selection, context: PlanContext): AssembledPlan {
  const { documents, steps } = expandTree(tree);
  const selected = selectSteps(
    steps.map(({ step }) => step.id),
    selection,
  );
  if (selected.type === 'unknown-step') return selected;
  const planner = new StepPlanner(selection.stepwise, context);
  const { id, title, file, trusted } = tree.runbook;
  const plan: Plan = {
    id,
    title,
    file,
    careful: !trusted,
    requirements: uniteRequirements(tree),
    targets: uniteTargets(tree),
    steps: steps.map((step) => planner.plan(step, !selected.ids.has(step.step.id))),
    documents: documents.map((document) => ({
      ...document,
      rollback: document.rollback.map((step) => planner.plan(step, false)),
    })),
  };
  return { type: 'plan', plan };
}
