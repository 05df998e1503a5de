import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FileAsRead, LoadedRunbook } from '../loading/load-runbook.ts';
import type { PlannedAgain } from '../loading/plan-again.ts';
import type { Plan, PlanStep } from '../model/plan.ts';
import { listTree } from '../plan/unite-requirements.ts';
import { readFileText } from '../project/file-text.ts';
import { type Project, shownPath } from '../project/find-project.ts';

export interface WatchedDocuments {
  readonly loaded: LoadedRunbook;
  readonly project: Project;
  readonly plan: Plan;
  /** Reads the documents anew and plans them as the run did. May throw. */
  replan(): Promise<PlannedAgain>;
}

/**
 * Tells, whenever it is called, which steps of the documents on disk are not as they were planned any more, or why
 * they cannot be planned with their scripts as those are now; one sentence each. Costs a look at the date of each file, and at
 * where scripts were looked for and are not; only when one was written, or has appeared, are files read.
 */
export function watchDocuments({
  loaded,
  project: { root },
  plan,
  replan,
}: WatchedDocuments): () => Promise<readonly string[]> {
  let watched = watchFiles(loaded, root);
  return async () => {
    const changed = watched.filter(({ path, known }) => stamp(path) !== known);
    if (changed.length === 0) return [];
    const written = [...new Set(changed.map(({ path }) => shownPath(root, path)))];
    const { changes, anew } = await compare(plan, replan, written);
    // What concerns no step is told nobody, and not looked at again; it may lead to other files than before.
    if (changes.length === 0 && anew !== null) watched = watchFiles(anew, root);
    return changes;
  };
}

interface WatchedFile {
  readonly path: string;
  /** `null`: it was written between being read and now, so that no stamp is known of what was read. */
  readonly known: string | null;
}

function watchFiles({ tree, files }: LoadedRunbook, root: string): readonly WatchedFile[] {
  const documents = listTree(tree).map(({ file, text }) => ({ path: resolve(root, file), text }));
  return [...documents, ...files].map((file) => {
    const known = stamp(file.path);
    return { path: file.path, known: isAsRead(file) ? known : null };
  });
}

interface Compared {
  readonly changes: readonly string[];
  /** `null`: it can no longer be planned. */
  readonly anew: LoadedRunbook | null;
}

async function compare(
  plan: Plan,
  replan: () => Promise<PlannedAgain>,
  written: readonly string[],
): Promise<Compared> {
  try {
    const { loaded, plan: now } = await replan();
    const changes = comparePlans(plan, now);
    return { changes: changes.map((change) => `the document changed on disk: ${change}`), anew: loaded };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const said = `${written.join(', ')} changed on disk, and the document can no longer be planned: ${reason}`;
    return { changes: [said], anew: null };
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

function isAsRead({ path, text }: FileAsRead): boolean {
  if (text === null) return !existsSync(path);
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
