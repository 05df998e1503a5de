import type { VFileMessage } from 'vfile-message';
import { fromPlainMessage, type PlainMessage } from '../lint/plain-message.ts';
import type { Project } from '../project/find-project.ts';
import type { World } from '../world/world.ts';
import type { LintedDocument } from './lint-documents.ts';
import { createProgress } from './progress.ts';
import { type DocumentFile, readDocument } from './read-document.ts';
import type { ReadingCache } from './reading-cache.ts';

/** A file, and what is wrong with it. */
export interface LintedFile extends DocumentFile {
  readonly messages: readonly VFileMessage[];
}

interface Options {
  readonly askShellCheck: boolean;
  /** `null`: nothing is remembered. */
  readonly cache: ReadingCache | null;
}

/** Lints the files at these absolute paths, in their order. Throws a `StorageError`. */
export async function lintFiles(
  world: World,
  project: Project,
  paths: readonly string[],
  { askShellCheck, cache }: Options,
): Promise<readonly LintedFile[]> {
  const files = paths.map((path) => readDocument(project, path));
  const known = (await cache?.findAll(files)) ?? [];
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
      await cache?.keep(file, { ...document, plan: null });
    }
    cache?.save();
  }
  return files.map((file, index) => {
    const messages: readonly PlainMessage[] = known[index] ?? found.get(file.path)?.messages ?? [];
    return { ...file, messages: messages.map(fromPlainMessage) };
  });
}
