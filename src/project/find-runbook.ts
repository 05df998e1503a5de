import { resolve } from 'node:path';
import { type Project, shownPath } from './find-project.ts';
import { isFile } from './is-file.ts';
import { type Candidate, type NameMatch, resolveName } from './resolve-name.ts';

/**
 * Finds what NAME on the command line stands for: what looks like a path and exists is that file; else an id, a
 * file name or a prefix among the project's runbooks; else any file of that name. Throws a `StorageError`.
 */
export async function findRunbook(
  project: Project,
  name: string,
  cwd: string,
  candidates = () => readAnew(project),
): Promise<NameMatch> {
  const path = resolve(cwd, name);
  const named: NameMatch = { type: 'found', candidate: { id: null, file: shownPath(project.root, path) } };
  if (/\/|\.(?:md|markdown)$/i.test(name) && isFile(path)) return named;
  const match = resolveName(name, await candidates());
  return match.type === 'unknown' && name !== '' && isFile(path) ? named : match;
}

/** Ids stand in YAML, whose parser is much code to load for those who remember them. */
async function readAnew(project: Project): Promise<readonly Candidate[]> {
  const { readCandidates } = await import('./read-candidates.ts');
  return readCandidates(project);
}
