import { effectFindings } from '../effect-findings.ts';
import type { Rule } from '../rule.ts';

/** An `auto` block runs without being asked because it harms nothing; what is known to destroy is refused in it. */
export const autoDestroys: Rule = {
  id: 'auto-destroys',
  description: 'An auto block that holds a command known to destroy something.',
  severity: 'error',
  guardsPromise: true,
  disabling: 'gates',
  check: (document) =>
    effectFindings(document, 'auto', ({ effect }) =>
      effect === 'destroys' ? 'mark the block `gate`' : null,
    ),
};
