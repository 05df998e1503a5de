import { lstatSync, realpathSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { KnownFile, KnownRunbook, Repository } from '../lint/repository.ts';
import { refuseSize } from '../parse/document-size.ts';
import { readFileText } from './file-text.ts';
import type { Project } from './find-project.ts';
import { resolveName } from './resolve-name.ts';

/** The files of a project but for what is in their Markdown, each looked at once, when it is first asked for. */
export type ProjectFiles = Omit<Repository, 'anchors'>;

/** `readRunbooks` gives all runbooks of the project. */
export function readProjectFiles(
  { root }: Pick<Project, 'root'>,
  readRunbooks: () => readonly KnownRunbook[],
): ProjectFiles {
  const realRoot = once(() => realpathSync(root));
  const runbooks = once(readRunbooks);
  const byFile = once(() => new Map(runbooks().map((each) => [each.file, each])));
  const byId = once(() => groupById(runbooks()));
  const look = oncePerPath((path) => lookAt(root, realRoot, path));
  const isInside = (path: string) => look(path) !== null && look(path) !== 'outside';
  return {
    get runbooks() {
      return runbooks();
    },
    at: (file) => byFile().get(file) ?? null,
    withId: (id) => withoutLinks(root, byId().get(id) ?? []),
    find(name) {
      const match = resolveName(name, runbooks());
      if (match.type !== 'found') return match;
      const runbook = byFile().get(match.candidate.file);
      return runbook === undefined ? { type: 'unknown', nearest: [] } : { type: 'found', runbook };
    },
    look,
    read: oncePerPath((path) => (isInside(path) ? readText(join(root, path)) : null)),
  };
}

function groupById(runbooks: readonly KnownRunbook[]): ReadonlyMap<string, readonly KnownRunbook[]> {
  const groups = new Map<string, KnownRunbook[]>();
  for (const runbook of runbooks) {
    if (runbook.id === null) continue;
    const group = groups.get(runbook.id);
    if (group === undefined) groups.set(runbook.id, [runbook]);
    else group.push(runbook);
  }
  return groups;
}

/** A link to another of them is that one by another name. */
function withoutLinks(root: string, group: readonly KnownRunbook[]): readonly KnownRunbook[] {
  if (group.length < 2) return group;
  const real = (file: string) => realpathSync(join(root, file));
  const isLink = (file: string) => lstatSync(join(root, file)).isSymbolicLink();
  return group.filter(
    ({ file }) =>
      !(isLink(file) && group.some((other) => other.file !== file && real(other.file) === real(file))),
  );
}

function lookAt(root: string, realRoot: () => string, path: string): KnownFile | 'outside' | null {
  const full = join(root, path);
  const found = statSync(full, { throwIfNoEntry: false });
  if (found === undefined) return null;
  if (relative(realRoot(), realpathSync(full)).startsWith('..')) return 'outside';
  return { type: found.isDirectory() ? 'directory' : 'file', executable: (found.mode & 0o111) !== 0 };
}

/** What cannot be read, or is too large for it, is not judged. */
function readText(path: string): string | null {
  try {
    const { text, bytes } = readFileText(path);
    return refuseSize(bytes) === null ? text : null;
  } catch {
    return null;
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** One reading of each path, however often it is asked for. */
export function oncePerPath<Value>(make: (path: string) => Value): (path: string) => Value {
  const known = new Map<string, Value>();
  return (path) => {
    const value = known.has(path) ? (known.get(path) as Value) : make(path);
    known.set(path, value);
    return value;
  };
}
