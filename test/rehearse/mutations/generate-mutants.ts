import type { Runbook } from '../../../src/model/runbook.ts';
import { changeConditions } from './change-conditions.ts';
import { changeExpectations } from './change-expectations.ts';
import { changeRoutes } from './change-routes.ts';
import { type Mutant, makeMutant } from './mutant.ts';

/** All mutants of a runbook, in the order of the page. `all` are the runbooks that an include may lead to instead. */
export function generateMutants(runbook: Runbook, all: readonly Runbook[]): readonly Mutant[] {
  const changes = [
    ...changeExpectations(runbook),
    ...changeConditions(runbook),
    ...changeRoutes(runbook, all),
  ];
  return changes.sort((a, b) => a.start - b.start).map((change) => makeMutant(runbook, change));
}

/** As many mutants as asked for, the same ones for the same seed. */
export function sampleMutants(mutants: readonly Mutant[], count: number, seed: number): readonly Mutant[] {
  const random = generator(seed);
  const keyed = mutants.map((mutant) => ({ mutant, key: random() }));
  return keyed
    .sort((a, b) => a.key - b.key)
    .slice(0, count)
    .map(({ mutant }) => mutant);
}

/** mulberry32. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
