import type { Violation } from '../../bash/effects/effects.ts';
import { effectFindings } from '../effect-findings.ts';
import type { Rule } from '../rule.ts';

/**
 * A readonly block runs without being asked, so it may hold nothing that is known to change something, and nothing
 * of which that cannot be told: `eval`, a command word that is not literal, a function or a script that is not readonly
 * itself, a variable or a function that decides what the words behind it stand for.
 */
export const readonlyMutates: Rule = {
  id: 'readonly-mutates',
  description:
    'A readonly block that holds a command known to change something, or one that cannot be judged.',
  severity: 'error',
  guardsPromise: true,
  disabling: 'gates',
  check: (document) =>
    effectFindings(document, 'readonly', ({ script, effect }) => (script ? ofScript : remedies[effect])),
};

const ofScript = 'mark the block `gate`, or say under `commands` in `runbook.config.yaml` that it reads';

const remedies: Readonly<Record<Violation['effect'], string>> = {
  mutates: 'mark the block `gate`, or `auto` if this harms nothing',
  destroys: 'mark the block `gate`',
  opaque: 'write it out, or mark the block `gate`',
};
