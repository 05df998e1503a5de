import { join } from 'node:path';
import type { Project } from './find-project.ts';
import { listRunbooks, readHead } from './list-runbooks.ts';
import { readId } from './read-id.ts';
import type { Candidate } from './resolve-name.ts';

/** The runbooks with the ids they give themselves; only the head of each file is read. Throws a `StorageError`. */
export function readCandidates(project: Project): readonly Candidate[] {
  return listRunbooks(project).map((file) => ({ id: readId(readHead(join(project.root, file))), file }));
}
