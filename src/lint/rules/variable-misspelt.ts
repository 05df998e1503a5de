import type { Rule } from '../rule.ts';
import { findUnsetVariables } from '../unset-variables.ts';

/** What nothing sets may come from the operator's session; one letter from what the document sets, it is a slip. */
export const variableMisspelt: Rule = {
  id: 'variable-misspelt',
  description: 'A variable in a condition or a typed phrase that is a slip of one that is set.',
  severity: 'error',
  guardsPromise: false,
  disabling: 'allowed',
  check: (document, { bash, repository }) =>
    findUnsetVariables(document, bash, repository).flatMap(({ name, where, place, meant }) =>
      meant === null
        ? []
        : [
            {
              reason: `Unexpected \`$${name}\` in ${where}, which nothing sets; did you mean \`$${meant}\`?`,
              place,
            },
          ],
    ),
};
