import { existsSync, readFileSync } from 'node:fs';
import { pathBeside, readShipped } from '../shipped/shipped-file.ts';

/** The page of a rule, in Markdown; `null`: it has none. */
export function readRulePage(id: string): string | null {
  const shipped = readShipped(`rules/${id}.md`);
  if (shipped !== null) return new TextDecoder().decode(shipped);
  // In a source tree the pages are where they are written.
  const written = pathBeside(`../../docs/rules/${id}.md`);
  return existsSync(written) ? readFileSync(written, 'utf8') : null;
}
