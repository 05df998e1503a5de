import { copyDocument, type Run } from '../journal/run-store.ts';
import type { DocumentRecord } from '../model/run-event.ts';
import type { RunbookTree } from '../plan/runbook-tree.ts';
import { listTree } from '../plan/unite-requirements.ts';

/** The copies of a runbook and of what it includes, each document once. */
export interface DocumentCopies {
  readonly document: DocumentRecord;
  readonly includes: readonly DocumentRecord[];
}

/** Keeps a copy of every document of a run as it is now. Throws a `StorageError`. */
export function copyDocuments(run: Run, tree: RunbookTree): DocumentCopies {
  const [runbook, ...others] = listTree(tree);
  const copy = ({ file, text }: { readonly file: string; readonly text: string }): DocumentRecord => {
    return { file, sha256: copyDocument(run, file, text) };
  };
  const document = copy(runbook ?? tree.runbook);
  const included = new Map(others.map((other) => [other.file, other]));
  included.delete(document.file);
  return { document, includes: [...included.values()].map(copy) };
}
