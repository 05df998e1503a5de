import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The page of a rule, in Markdown; `null`: it has none. */
export function readRulePage(id: string): string | null {
  // In the built package the pages stand beside the bundle; in a source tree they are where they are written.
  const places = [`rules/${id}.md`, `../../docs/rules/${id}.md`];
  const found = places
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .find((file) => existsSync(file));
  return found === undefined ? null : readFileSync(found, 'utf8');
}
