import { effectFindings } from '../effect-findings.ts';
import type { Rule } from '../rule.ts';

/** An `auto` block runs without being asked because it harms nothing; of what cannot be told, nobody knows that. */
export const autoOpaque: Rule = {
  id: 'auto-opaque',
  description: 'An auto block with a command of which it cannot be told what it does.',
  severity: 'warning',
  guardsPromise: false,
  disabling: 'allowed',
  check: (document) =>
    effectFindings(document, 'auto', ({ effect }) =>
      effect === 'opaque' ? 'write it out, or mark the block `gate`' : null,
    ),
};
