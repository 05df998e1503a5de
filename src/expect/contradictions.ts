import type { ExpectationProblem } from './expectation-problem.ts';
import type { ParsedClaim } from './parse-claim.ts';

export function findContradictions(_claims: readonly ParsedClaim[]): readonly ExpectationProblem[] {
  return [];
}
