import { join } from 'node:path';
import { sha256 } from '../journal/sha256.ts';
import type { KnownRunbook } from '../lint/repository.ts';
import type { Project } from '../project/find-project.ts';
import { listRunbooks, readHead } from '../project/list-runbooks.ts';
import type { RunbookHead } from '../project/read-id.ts';

/** What runbooks say of their place among others, by SHA-256 of the beginning of the text that says it. */
export type Heads = ReadonlyMap<string, RunbookHead>;

/** The runbooks of a project as they are now. */
export interface LearntHeads {
  readonly heads: Heads;
  readonly runbooks: readonly KnownRunbook[];
}

/** Looks at the beginning of each runbook of the project; `known` are those read before. Throws a `StorageError`. */
export async function learnHeads(project: Project, known: Heads): Promise<LearntHeads> {
  const heads = new Map<string, RunbookHead>();
  const runbooks: KnownRunbook[] = [];
  for (const file of listRunbooks(project)) {
    const text = readHead(join(project.root, file));
    const hash = sha256(text);
    const head = heads.get(hash) ?? known.get(hash) ?? (await readNew(text));
    heads.set(hash, head);
    runbooks.push({ file, ...head });
  }
  return { heads, runbooks };
}

/** The parser of YAML is much code to load for those who have nothing new to read. */
async function readNew(text: string): Promise<RunbookHead> {
  const { readRunbookHead } = await import('../project/read-id.ts');
  return readRunbookHead(text);
}
