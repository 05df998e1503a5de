import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { anchorsOf } from '../lint/anchors.ts';
import type { KnownFile, KnownRunbook, Repository } from '../lint/repository.ts';
import { parseMarkdown } from '../parse/parse-markdown.ts';
import type { Project } from './find-project.ts';
import { listRunbooks, readHead } from './list-runbooks.ts';
import { readAfter, readId } from './read-id.ts';
import { resolveName } from './resolve-name.ts';

/** The files of a project, each looked at once, when it is first asked for. */
export function createRepository(project: Project): Repository {
  const runbooks = once(() => readRunbooks(project));
  const { root } = project;
  const look = oncePerPath((path) => lookAt(root, path));
  const isInside = (path: string) => look(path) !== null && look(path) !== 'outside';
  const read = oncePerPath((path) => (isInside(path) ? readText(join(root, path)) : null));
  return {
    get runbooks() {
      return runbooks();
    },
    find(name) {
      const match = resolveName(name, runbooks());
      if (match.type !== 'found') return match;
      const { file } = match.candidate;
      const runbook = runbooks().find((each) => each.file === file);
      return runbook === undefined ? { type: 'unknown', nearest: [] } : { type: 'found', runbook };
    },
    look,
    read,
    anchors: oncePerPath((path) => {
      const text = read(path);
      return text === null ? null : anchorsOf(parseMarkdown(text.replace(/^\uFEFF/, '')));
    }),
  };
}

function readRunbooks(project: Project): readonly KnownRunbook[] {
  return listRunbooks(project).map((file) => {
    const head = readHead(join(project.root, file));
    return { id: readId(head), file, after: readAfter(head) };
  });
}

function lookAt(root: string, path: string): KnownFile | 'outside' | null {
  const full = join(root, path);
  const found = statSync(full, { throwIfNoEntry: false });
  if (found === undefined) return null;
  if (relative(realpathSync(root), realpathSync(full)).startsWith('..')) return 'outside';
  return { type: found.isDirectory() ? 'directory' : 'file', executable: (found.mode & 0o111) !== 0 };
}

/** What cannot be read is not judged. */
function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
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

function oncePerPath<Value>(make: (path: string) => Value): (path: string) => Value {
  const known = new Map<string, Value>();
  return (path) => {
    const value = known.has(path) ? (known.get(path) as Value) : make(path);
    known.set(path, value);
    return value;
  };
}
