import { readFileSync } from 'node:fs';
import { storing } from '../journal/storage-error.ts';
import { type Project, shownPath } from '../project/find-project.ts';

/** A Markdown file of a project as it is now. */
export interface DocumentFile {
  /** As shown. */
  readonly file: string;
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/** Throws a `StorageError`. */
export function readDocument({ root }: Project, path: string): DocumentFile {
  return { file: shownPath(root, path), path, text: storing('read', path, () => readFileSync(path, 'utf8')) };
}
