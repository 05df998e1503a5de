import { dirname, resolve } from 'node:path';
import { type Project, shownPath } from './find-project.ts';
import { isFile } from './is-file.ts';
import { type Candidate, type NameMatch, resolveName } from './resolve-name.ts';

/**
 * Finds what an include's name stands for: what looks like a path is a file, seen from the document that includes
 * it; anything else an id, a file name or a prefix among the project's runbooks.
 */
export function findInclude(
  { root }: Project,
  candidates: readonly Candidate[],
  name: string,
  includedBy: string,
): NameMatch {
  const path = resolve(dirname(includedBy), name);
  if (/\/|\.(?:md|markdown)$/i.test(name) && isFile(path)) {
    return { type: 'found', candidate: { id: null, file: shownPath(root, path) } };
  }
  return resolveName(name, candidates);
}
