import { sha256 } from '../../../src/journal/sha256.ts';
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

/**
 * As many mutants as asked for, by a hash of the seed and their ids: the same ones for the same seed, fewer of them among
 * more, and whatever mutants come and go elsewhere.
 */
export function sampleMutants(mutants: readonly Mutant[], count: number, seed: number): readonly Mutant[] {
  return mutants
    .map((mutant) => ({ mutant, key: sha256(`${seed} ${mutant.id}`) }))
    .sort((a, b) => a.key.localeCompare(b.key))
    .slice(0, count)
    .map(({ mutant }) => mutant);
}
