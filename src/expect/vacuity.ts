import type { Expectation } from '../model/expectation.ts';
import type { ExpectationProblem } from './expectation-problem.ts';

export function findVacuity(_expectation: Expectation, _text: string): readonly ExpectationProblem[] {
  return [];
}
