import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plan, PlanStep } from '../model/plan.ts';
import type { RunbookTree } from '../plan/runbook-tree.ts';
import { listTree } from '../plan/unite-requirements.ts';
import { readFileText } from '../project/file-text.ts';

export interface WatchedDocuments {
  /** What the plan was made from; paths are absolute. */
  readonly documents: readonly { readonly path: string; readonly text: string }[];
  readonly plan: Plan;
  /** Reads the documents anew and plans them as the run did. May throw. */
  replan(): Promise<Plan>;
}

/** A runbook and all that it includes, as they are on disk; `root` is what their files are relative to. */
export function documentsOf(tree: RunbookTree, root: string): WatchedDocuments['documents'] {
  return listTree(tree).map(({ file, text }) => ({ path: resolve(root, file), text }));
}

/**
 * Tells, whenever it is called, which steps of the documents on disk are not as they were planned any more, one
 * sentence each. Costs a look at each file's date; only a file that was written is read.
 */
export function watchDocuments({
  documents,
  plan,
  replan,
}: WatchedDocuments): () => Promise<readonly string[]> {
  const stampAll = () => documents.map(({ path }) => stamp(path)).join();
  const atFirst = stampAll();
  // Written between being planned and now: to be compared at the first call.
  let known = documents.every(isAsPlanned) ? atFirst : null;
  return async () => {
    const now = stampAll();
    if (now === known) return [];
    const changes = await compare(plan, replan);
    // What concerns no step is told nobody, and not looked at again.
    if (changes.length === 0) known = now;
    return changes;
  };
}

async function compare(plan: Plan, replan: () => Promise<Plan>): Promise<readonly string[]> {
  try {
    return comparePlans(plan, await replan());
  } catch (error) {
    return [`the document can no longer be planned: ${error instanceof Error ? error.message : error}`];
  }
}

/** Rollback sections too: they are walked when something failed. */
function stepsOf({ steps, documents }: Plan): readonly PlanStep[] {
  return [...steps, ...documents.flatMap(({ rollback }) => rollback)];
}

function comparePlans(planned: Plan, anew: Plan): readonly string[] {
  const [before, now] = [stepsOf(planned), stepsOf(anew)];
  const known = new Map(before.map((each) => [each.step.id, each]));
  const ids = now.map(({ step }) => step.id);
  const kept = new Set(ids);
  const changes = [
    ...now.flatMap(({ step: { id }, hash, stops }) => {
      const planned = known.get(id);
      if (planned === undefined) return [`${id}: new`];
      if (planned.hash !== hash) return [`${id}: changed`];
      return stops === planned.stops ? [] : [`${id}: its gate changed`];
    }),
    ...[...known.keys()].filter((id) => !kept.has(id)).map((id) => `${id}: removed`),
  ];
  if (changes.length > 0) return changes;
  const same = ids.length === before.length && before.every(({ step }, place) => step.id === ids[place]);
  return same ? [] : ['the order of the steps changed'];
}

function isAsPlanned({ path, text }: WatchedDocuments['documents'][number]): boolean {
  try {
    return readFileText(path).text === text;
  } catch {
    return false;
  }
}

/** What changes whenever a file is written or replaced. */
function stamp(file: string): string {
  try {
    const { mtimeNs, size, ino } = statSync(file, { bigint: true });
    return `${mtimeNs}:${size}:${ino}`;
  } catch {
    return 'gone';
  }
}
