import { join } from 'node:path';
import type { DocumentRecord } from '../model/run-event.ts';
import { documentName } from './run-files.ts';
import { digestFile } from './sha256.ts';

/**
 * Path of the copy of a document that a run keeps, relative to the run's directory; one of the same name that was there
 * before has made a number stand behind its name. `null`: there is no such copy, or it is not as it was written.
 */
export function findCopy(directory: string, { file, sha256 }: DocumentRecord): string | null {
  const first = documentName(file);
  for (let n = 1; ; n++) {
    const name = n === 1 ? first : `${first}.${n}`;
    const found = digestFile(join(directory, name));
    if (found === null) return null;
    if (found.sha256 === sha256) return name;
  }
}
