import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FileAsRead, LoadedRunbook } from '../loading/load-runbook.ts';
import type { Plan, PlanStep } from '../model/plan.ts';
import { listTree } from '../plan/unite-requirements.ts';
import { readFileText } from '../project/file-text.ts';
import { type Project, shownPath } from '../project/find-project.ts';

export interface WatchedDocuments {
  readonly loaded: LoadedRunbook;
  readonly project: Project;
  readonly plan: Plan;
  /** Reads the documents anew and plans them as the run did. May throw. */
  replan(): Promise<Plan>;
}

/**
 * Tells, whenever it is called, which steps of the documents on disk are not as they were planned any more, or why
 * they cannot be planned with their scripts as those are now; one sentence each. Costs a look at each file's date; only
 * a file that was written is read.
 */
export function watchDocuments({
  loaded,
  project: { root },
  plan,
  replan,
}: WatchedDocuments): () => Promise<readonly string[]> {
  const documents = listTree(loaded.tree).map(({ file, text }) => ({ path: resolve(root, file), text }));
  const files = [...documents, ...loaded.files];
  const stampAll = () => files.map(({ path }) => stamp(path));
  const atFirst = stampAll();
  // One that was written between being planned and now has no stamp that is known.
  let known: readonly (string | null)[] = files.map((file, n) =>
    isAsPlanned(file) ? (atFirst[n] ?? '') : null,
  );
  return async () => {
    const now = stampAll();
    const changed = files.filter((_, n) => now[n] !== known[n]);
    const written = [...new Set(changed.map(({ path }) => shownPath(root, path)))];
    if (written.length === 0) return [];
    const changes = await compare(plan, replan, written);
    // What concerns no step is told nobody, and not looked at again.
    if (changes.length === 0) known = now;
    return changes;
  };
}

async function compare(
  plan: Plan,
  replan: () => Promise<Plan>,
  written: readonly string[],
): Promise<readonly string[]> {
  try {
    const changes = comparePlans(plan, await replan());
    return changes.map((change) => `the document changed on disk: ${change}`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [`${written.join(', ')} changed on disk, and the document can no longer be planned: ${reason}`];
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

function isAsPlanned({ path, text }: FileAsRead): boolean {
  try {
    return readFileText(path).text === text;
  } catch {
    return false;
  }
}

/** What changes whenever a file is written or replaced; the time of its last change of any kind nobody can set back. */
function stamp(file: string): string {
  try {
    const { mtimeNs, ctimeNs, size, ino } = statSync(file, { bigint: true });
    return `${mtimeNs}:${ctimeNs}:${size}:${ino}`;
  } catch {
    return 'gone';
  }
}
