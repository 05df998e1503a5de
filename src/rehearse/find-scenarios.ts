import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { storing } from '../journal/storage-error.ts';
import { type Project, shownPath } from '../project/find-project.ts';

/** One file of scenarios as it is now. */
export interface ScenarioFile {
  /** Absolute. */
  readonly path: string;
  /** As it is shown. */
  readonly file: string;
  readonly text: string;
}

const isScenario = /\.rehearsal\.ya?ml$/;

/** All `*.rehearsal.yaml` files below the runbook directories and `fixtures/`, in order. Throws a `StorageError`. */
export function findScenarios({ root, runbooks }: Project): readonly ScenarioFile[] {
  const paths = [...runbooks, join(root, 'fixtures')].flatMap((directory) => [...walk(directory)]);
  return [...new Set(paths)].sort().map((path) => {
    return {
      path,
      file: shownPath(root, path),
      text: storing('read', path, () => readFileSync(path, 'utf8')),
    };
  });
}

function* walk(directory: string): Generator<string> {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  for (const entry of storing('read', directory, () => readdirSync(directory, { withFileTypes: true }))) {
    const path = join(directory, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
      yield* walk(path);
    else if (entry.isFile() && isScenario.test(entry.name)) yield path;
  }
}
