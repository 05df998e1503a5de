import type { Run } from './run-store.ts';

export type RunMatch =
  | { readonly type: 'found'; readonly run: Run }
  /** The prefix of several; newest first. */
  | { readonly type: 'ambiguous'; readonly candidates: readonly Run[] }
  /** No run is called that; the candidates are the newest ones. */
  | { readonly type: 'unknown'; readonly candidates: readonly Run[] };

/** Finds a run by its id, a unique prefix of it, or its last part: those of one day begin alike. */
export function resolveRun(name: string, runs: readonly Run[]): RunMatch {
  const exact = runs.find(({ id }) => id === name);
  if (exact !== undefined) return { type: 'found', run: exact };
  const [first, ...others] =
    name === '' ? [] : runs.filter(({ id }) => id.startsWith(name) || id.endsWith(`-${name}`));
  if (first === undefined) return { type: 'unknown', candidates: runs.slice(0, 5) };
  return others.length === 0
    ? { type: 'found', run: first }
    : { type: 'ambiguous', candidates: [first, ...others] };
}
