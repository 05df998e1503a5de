import { parentPort, workerData } from 'node:worker_threads';
import { lintDocuments } from './lint-documents.ts';

/** A thread of its own that lints its share of many files. It says 1 after each, and at last what it has found. */
const { cwd, env, paths } = workerData;
lintDocuments({ cwd, env }, paths, { askShellCheck: false }, () => parentPort?.postMessage(1)).then(
  (linted) => parentPort?.postMessage(linted),
);
