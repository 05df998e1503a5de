import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { storing } from '../journal/storage-error.ts';
import { type Project, shownPath } from './find-project.ts';
import { isFile } from './is-file.ts';

/**
 * All Markdown files below the project's runbook directories, as shown paths, sorted. `node_modules`, dot
 * folders and links to directories are passed by. Throws a `StorageError`.
 */
export function listRunbooks({ root, runbooks }: Project): readonly string[] {
  const files = runbooks.flatMap((directory) => [...walk(directory)]);
  return [...new Set(files.map((file) => shownPath(root, file)))].sort();
}

const isMarkdown = /\.(?:md|markdown)$/i;
const headSize = 65_536;

function* walk(directory: string): Generator<string> {
  const found = storing('read', directory, () => statSync(directory, { throwIfNoEntry: false }));
  if (found?.isDirectory() !== true) return;
  for (const entry of storing('read', directory, () => readdirSync(directory, { withFileTypes: true }))) {
    const path = join(directory, entry.name);
    const isPassedBy = entry.name.startsWith('.') || entry.name === 'node_modules';
    if (entry.isDirectory() && !isPassedBy) yield* walk(path);
    // Links to files count; one that leads nowhere does not.
    else if (isMarkdown.test(entry.name) && isFile(path)) yield path;
  }
}

/** The beginning of a file, as text; enough for any frontmatter. Throws a `StorageError`. */
export function readHead(path: string): string {
  return storing('read', path, () => {
    const fd = openSync(path, 'r');
    try {
      const head = Buffer.alloc(headSize);
      return head.toString('utf8', 0, readSync(fd, head));
    } finally {
      closeSync(fd);
    }
  });
}
