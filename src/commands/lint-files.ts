import { readFileSync } from 'node:fs';
import type { VFileMessage } from 'vfile-message';
import { storing } from '../journal/storage-error.ts';
import { fromPlainMessage, type PlainMessage } from '../lint/plain-message.ts';
import { type Project, shownPath } from '../project/find-project.ts';
import type { LintedDocument } from './lint-documents.ts';
import { createProgress } from './progress.ts';
import { type CachedFile, ReadingCache } from './reading-cache.ts';
import type { World } from './world.ts';

/** A file, and what is wrong with it. */
export interface LintedFile extends CachedFile {
  readonly messages: readonly VFileMessage[];
}

interface Options {
  readonly askShellCheck: boolean;
  /** Directory in which results are remembered; `null`: they are not. */
  readonly state: string | null;
}

/** Lints the files at these absolute paths, in their order. Throws a `StorageError`. */
export async function lintFiles(
  world: World,
  project: Project,
  paths: readonly string[],
  { askShellCheck, state }: Options,
): Promise<readonly LintedFile[]> {
  const files = paths.map((path) => {
    const text = storing('read', path, () => readFileSync(path, 'utf8'));
    return { file: shownPath(project.root, path), path, text };
  });
  const cache = state === null ? null : new ReadingCache(state, project, world, { askShellCheck });
  const known = cache?.findAll(files) ?? [];
  const open = files.filter((_, index) => (known[index] ?? null) === null);
  const found = new Map<string, LintedDocument>();
  if (open.length > 0) {
    const progress = createProgress(world.stderr, open.length);
    const { lintInThreads } = await import('./lint-in-threads.ts');
    const todo = open.map(({ path }) => path);
    const linted = await lintInThreads(world, todo, { askShellCheck }, progress.step).finally(progress.clear);
    for (const [index, file] of open.entries()) {
      const document = linted[index] as LintedDocument;
      found.set(file.path, document);
      cache?.keep(file, { ...document, plan: null });
    }
    cache?.save();
  }
  return files.map((file, index) => {
    const messages: readonly PlainMessage[] = known[index] ?? found.get(file.path)?.messages ?? [];
    return { ...file, messages: messages.map(fromPlainMessage) };
  });
}
