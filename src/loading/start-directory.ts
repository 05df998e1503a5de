import { dirname, resolve } from 'node:path';
import type { Requirements } from '../model/runbook.ts';

/** The directory a document's blocks begin in: `cwd` is relative to the document; without one it is the project root. */
export function startDirectory({ cwd }: Requirements, documentPath: string, root: string): string {
  return cwd === null ? root : resolve(dirname(documentPath), cwd);
}
