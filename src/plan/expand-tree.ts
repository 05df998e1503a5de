import type { Guard } from '../model/condition.ts';
import type { PlanDocument } from '../model/plan.ts';
import type { BlockStep, IncludeStep, Runbook, Step } from '../model/runbook.ts';
import type { RunbookTree } from './runbook-tree.ts';

/** A step where the plan has it. */
export interface PlacedStep {
  /** With its id as the plan has it. */
  readonly step: Step;
  readonly document: number;
  readonly trusted: boolean;
  readonly guards: readonly Guard[];
  readonly bindings: Readonly<Record<string, string>>;
}

export interface PlacedDocument extends Omit<PlanDocument, 'rollback'> {
  readonly rollback: readonly PlacedStep[];
}

/** What includes and loops come to: one sequence of steps, and the documents they are from. */
export interface Expansion {
  readonly documents: readonly PlacedDocument[];
  readonly steps: readonly PlacedStep[];
}

/** Puts the steps of included runbooks behind their includes, and takes loops apart into their items. */
export function expandTree(tree: RunbookTree): Expansion {
  const expander = new Expander();
  expander.add(tree, { prefix: '', part: null, guards: [], parent: null });
  return expander;
}

interface Entrance {
  readonly prefix: string;
  /** Slug of the only section that is wanted. */
  readonly part: string | null;
  readonly guards: readonly Guard[];
  readonly parent: number | null;
}

class Expander implements Expansion {
  readonly documents: PlacedDocument[] = [];
  readonly steps: PlacedStep[] = [];

  add({ runbook, cwd, includes }: RunbookTree, entrance: Entrance): void {
    const { prefix, part, parent } = entrance;
    const { id, title, file, trusted, requirements } = runbook;
    const index = this.documents.length;
    const place = (step: Step) => placeStep(step, index, runbook, entrance);
    // One section alone is not what the rollback section of the whole takes back.
    const rollback = part === null ? runbook.rollback.flatMap(place) : [];
    const { target } = requirements;
    this.documents.push({ prefix, id, title, file, trusted, target, cwd, parent, rollback });
    for (const step of runbook.steps.filter((each) => isWithin(each, part))) {
      const placed = place(step);
      this.steps.push(...placed);
      const included = includes.get(step.id);
      if (step.kind === 'include' && included !== undefined) this.#include(step, included, placed, index);
    }
  }

  #include(step: IncludeStep, tree: RunbookTree, placed: readonly PlacedStep[], parent: number): void {
    const [include] = placed;
    if (include === undefined) return;
    const { guards } = include;
    this.add(tree, { prefix: `${include.step.id}/`, part: step.part, guards, parent });
  }
}

/** Whether a step stands in a section, or in one that is part of it. */
export function isWithin({ section }: Step, part: string | null): boolean {
  return part === null || section.slug === part || section.within.includes(part);
}

function placeStep(step: Step, document: number, runbook: Runbook, entrance: Entrance): PlacedStep[] {
  const { prefix } = entrance;
  const guards = [...entrance.guards, ...step.guards.map((guard) => ({ ...guard, id: prefix + guard.id }))];
  const common = { document, trusted: runbook.trusted, guards };
  if (step.kind !== 'block' || step.each === null) {
    return [{ ...common, step: { ...step, id: prefix + step.id }, bindings: {} }];
  }
  return step.each.items.map((item) => placeItem(step, item, prefix, common));
}

function placeItem(
  step: BlockStep,
  item: string,
  prefix: string,
  common: Pick<PlacedStep, 'document' | 'trusted' | 'guards'>,
): PlacedStep {
  const id = `${prefix}${step.id}[${item}]`;
  const title = step.title === step.id ? `${step.id}[${item}]` : `${step.title} [${item}]`;
  const bindings = step.each === null ? {} : { [step.each.variable]: item };
  return { ...common, step: { ...step, id, title }, bindings };
}
