import type { Fact } from '../model/expectation.ts';
import type { CheckContext, ClaimCheck } from './claim-check.ts';
import { ContainsCheck } from './contains-check.ts';
import { CountCheck } from './count-check.ts';
import { ExitCheck } from './exit-check.ts';
import { JsonCheck } from './json-check.ts';
import { NumberCheck } from './number-check.ts';
import { OnlyCheck } from './only-check.ts';

/** The check of one fact. */
export function createClaimCheck(fact: Fact, context: CheckContext): ClaimCheck {
  switch (fact.type) {
    case 'exit':
      return new ExitCheck(fact);
    case 'empty':
      return new CountCheck({ count: { min: 0, max: 0, words: 'no' }, pattern: null, members: [] }, context);
    case 'count':
      return new CountCheck(fact, context);
    case 'only':
      return new OnlyCheck(fact.pattern, context);
    case 'contains':
      return new ContainsCheck(fact.pattern, context);
    case 'number':
      return new NumberCheck(fact, context);
    case 'json':
      return new JsonCheck(fact, context);
  }
}
