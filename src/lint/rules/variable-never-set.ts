import { didYouMean } from '../../parse/suggest.ts';
import type { Rule } from '../rule.ts';
import { findUnsetVariables } from '../unset-variables.ts';

/** A condition without a value stops the run, and a phrase that names nothing takes no yes. */
export const variableNeverSet: Rule = {
  id: 'variable-never-set',
  description: 'A variable in a condition or a typed phrase that nothing before it sets.',
  severity: 'warning',
  guardsPromise: false,
  disabling: 'allowed',
  check: (document, { bash, repository }) =>
    findUnsetVariables(document, bash, repository)
      .filter(({ meant }) => meant === null)
      .map(({ name, where, place, set }) => ({
        reason: `Unexpected \`$${name}\` in ${where}, which no input, \`capture\`, \`each\` or assignment before it sets${didYouMean(name, set)}`,
        place,
      })),
};
