import type { Run } from './run-store.ts';

export type RunMatch =
  | { readonly type: 'found'; readonly run: Run }
  /** The prefix of several; newest first. */
  | { readonly type: 'ambiguous'; readonly candidates: readonly Run[] }
  /** No run is called that; the candidates are the newest ones. */
  | { readonly type: 'unknown'; readonly candidates: readonly Run[] };

/** Finds a run by its id or a unique prefix of it. */
export function resolveRun(name: string, runs: readonly Run[]): RunMatch {
  const exact = runs.find(({ id }) => id === name);
  if (exact !== undefined) return { type: 'found', run: exact };
  const [first, ...others] = name === '' ? [] : runs.filter(({ id }) => id.startsWith(name));
  if (first === undefined) return { type: 'unknown', candidates: runs.slice(0, 5) };
  return others.length === 0
    ? { type: 'found', run: first }
    : { type: 'ambiguous', candidates: [first, ...others] };
}
