import { copyDocument, type Run } from '../journal/run-store.ts';
import type { RunbookTree } from '../plan/runbook-tree.ts';
import { listTree } from '../plan/unite-requirements.ts';

/** A document as it is kept with a run. */
interface DocumentCopy {
  readonly file: string;
  readonly sha256: string;
}

/** The copies of a runbook and of what it includes, each document once. */
export interface DocumentCopies {
  readonly document: DocumentCopy;
  readonly includes: readonly DocumentCopy[];
}

/** Keeps a copy of every document of a run as it is now. Throws a `StorageError`. */
export function copyDocuments(run: Run, tree: RunbookTree): DocumentCopies {
  const [runbook, ...others] = listTree(tree);
  const copy = ({ file, text }: { readonly file: string; readonly text: string }): DocumentCopy => {
    return { file, sha256: copyDocument(run, file, text) };
  };
  const document = copy(runbook ?? tree.runbook);
  const included = new Map(others.map((other) => [other.file, other]));
  included.delete(document.file);
  return { document, includes: [...included.values()].map(copy) };
}
