import { readFileSync, statSync } from 'node:fs';
import { storing } from '../journal/storage-error.ts';
import { largestDocument } from '../parse/document-size.ts';

/** A file as it is now. */
export interface FileText {
  /** Empty where there is more of it than is read. */
  readonly text: string;
  /** Its size. */
  readonly bytes: number;
}

/** Reads a document, unless it is too large: then only its size is looked at. Throws a `StorageError`. */
export function readFileText(path: string): FileText {
  return storing('read', path, () => {
    const { size } = statSync(path);
    return { text: size > largestDocument ? '' : readFileSync(path, 'utf8'), bytes: size };
  });
}
