import { basename, join, relative, resolve } from 'node:path';

/**
 * Name of the log of one attempt, relative to the run's directory: `steps/003-audit-1.log`. `number` is
 * the step's place in the plan, from 1, which keeps names apart when ids differ in unsafe characters only.
 */
export function logName(number: number, step: string, attempt: number): string {
  const safe = step.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 80);
  return `steps/${String(number).padStart(3, '0')}-${safe}-${attempt}.log`;
}

/** Name of the copy of a document as it was when the run started, relative to the run's directory. */
export function documentName(file: string): string {
  return `documents/${basename(file)}`;
}

/** Path of a file a journal names; `null` when the name leads out of the run's directory. */
export function fileOfRun(directory: string, name: string): string | null {
  const path = resolve(directory, name);
  const inside = relative(directory, path);
  if (inside === '' || inside === '..' || inside.startsWith('../') || inside.startsWith('/')) return null;
  return join(directory, inside);
}
