import type { CodeLens } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { modeOf } from '../model/plan.ts';
import type { Step } from '../model/runbook.ts';
import { expandTree } from '../plan/expand-tree.ts';
import type { RunbookTree } from '../plan/runbook-tree.ts';
import { rangeOf } from './ranges.ts';

/** The id that the plan has for each step of the document, and how it is entered, above it. */
export function codeLenses(document: TextDocument, tree: RunbookTree): readonly CodeLens[] {
  const { documents, steps } = expandTree(tree);
  const own: readonly OwnStep[] = [
    ...steps.filter((step) => step.document === 0).map(({ step }) => ({ step, rollback: false })),
    ...(documents[0]?.rollback ?? []).map(({ step }) => ({ step, rollback: true })),
  ];
  const byPlace = groupByPlace(own);
  return [...byPlace.values()].flatMap(([first, ...items]) => {
    if (first === undefined) return [];
    const { start } = rangeOf(document, first.step.source.position);
    const more = items.length === 0 ? '' : ` and ${items.length} more`;
    const title = `${first.step.id}${more} · ${describe(first.step)}${first.rollback ? ' · rollback' : ''}`;
    // An empty command: the title is to be read, there is nothing to press.
    return [{ range: { start, end: start }, command: { title, command: '' } }];
  });
}

interface OwnStep {
  readonly step: Step;
  readonly rollback: boolean;
}

/** The items of an `each` stand in one place. */
function groupByPlace(steps: readonly OwnStep[]): ReadonlyMap<number, readonly OwnStep[]> {
  const groups = new Map<number, OwnStep[]>();
  for (const each of steps) {
    const { offset } = each.step.source.position.start;
    groups.set(offset, [...(groups.get(offset) ?? []), each]);
  }
  return groups;
}

function describe(step: Step): string {
  switch (step.kind) {
    case 'block':
      return step.gate?.phrase == null ? modeOf(step) : `gate, types "${step.gate.phrase}"`;
    case 'manual':
    case 'checkpoint':
    case 'checklist':
    case 'include':
    case 'stop':
      return step.kind;
    default:
      return step satisfies never;
  }
}
