import { readFileSync } from 'node:fs';

/**
 * What the first line of a file says is to read it: an absolute path, or the name alone where `env` looks it up;
 * `null`: it says nothing.
 */
export function interpreterOf(path: string | null): string | null {
  const [first = ''] = path === null ? [] : readFileSync(path, 'latin1').split('\n', 1);
  const [, program, name] = /^#!\s*(\S+)(?:\s+(?:-S\s+)?(\S+))?/.exec(first) ?? [];
  if (program === undefined) return null;
  return /\/env$/.test(program) && name !== undefined ? name : program;
}
