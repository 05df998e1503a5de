import { existsSync } from 'node:fs';
import { isSea } from 'node:sea';
import { Worker } from 'node:worker_threads';
import { pathBeside, readShipped } from './shipped-file.ts';

/** Code of a thread, which is built as a file of its own. */
type ThreadName = 'lint-worker' | 'log-worker';

/** A source tree has no such files, and does without threads. */
export function hasThread(name: ThreadName): boolean {
  return isSea() || existsSync(pathBeside(`${name}.js`));
}

export function startThread(name: ThreadName, workerData: unknown): Worker {
  if (!isSea()) return new Worker(pathBeside(`${name}.js`), { workerData });
  const code = readShipped(`${name}.js`);
  if (code === null) throw new Error(`${name}.js is not in the executable`);
  return new Worker(new TextDecoder().decode(code), { eval: true, workerData });
}
