import { type FileText, readFileText } from '../project/file-text.ts';
import { type Project, shownPath } from '../project/find-project.ts';

/** A Markdown file of a project as it is now. */
export interface DocumentFile extends FileText {
  /** As shown. */
  readonly file: string;
  /** Absolute. */
  readonly path: string;
}

/** Throws a `StorageError`. */
export function readDocument({ root }: Project, path: string): DocumentFile {
  return { file: shownPath(root, path), path, ...readFileText(path) };
}
