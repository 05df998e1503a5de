import { availableParallelism } from 'node:os';
import { hasThread, startThread } from '../shipped/start-thread.ts';
import type { World } from '../world/world.ts';
import { type LintedDocument, type LintOptions, lintDocuments } from './lint-documents.ts';

/** A thread costs about what so many documents do. */
const worthAThread = 40;
const mostThreads = 8;

/** Lints files as `lintDocuments` does; many of them in several threads. */
export async function lintInThreads(
  world: Pick<World, 'cwd' | 'env'>,
  paths: readonly string[],
  options: LintOptions,
  told: () => void,
): Promise<readonly LintedDocument[]> {
  const wanted = Math.min(mostThreads, availableParallelism(), Math.floor(paths.length / worthAThread));
  // A source tree has no such file; ShellCheck is one process for many documents already.
  const threads = options.askShellCheck || !hasThread('lint-worker') ? 1 : Math.max(1, wanted);
  const shares = Array.from({ length: threads }, (_, at) =>
    paths.filter((__, index) => index % threads === at),
  );
  const [own = [], ...others] = shares;
  const elsewhere = others.map((share) => lintElsewhere(world, share, told));
  const found = await Promise.all([lintDocuments(world, own, options, told), ...elsewhere]);
  return paths.map((_, index) => found[index % threads]?.[Math.floor(index / threads)] as LintedDocument);
}

/** A share that a thread could not do is done here, where an error is told as it is. */
async function lintElsewhere(
  { cwd, env }: Pick<World, 'cwd' | 'env'>,
  paths: readonly string[],
  told: () => void,
): Promise<readonly LintedDocument[]> {
  const worker = startThread('lint-worker', { cwd, env: { PATH: env.PATH }, paths });
  const found = await new Promise<readonly LintedDocument[] | null>((resolve) => {
    worker.on('message', (message: 1 | readonly LintedDocument[]) => {
      if (message === 1) told();
      else resolve(message);
    });
    worker.on('error', () => resolve(null));
    worker.on('exit', () => resolve(null));
  });
  return found ?? lintDocuments({ cwd, env }, paths, { askShellCheck: false }, () => {});
}
