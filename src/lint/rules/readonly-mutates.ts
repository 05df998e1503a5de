import type { Violation } from '../../bash/effects.ts';
import type { Rule } from '../rule.ts';

/**
 * A readonly block runs without being asked, so it may hold nothing that is known to change something, and nothing
 * of which that cannot be told: `eval`, a command word that is not literal, a function that is not readonly itself.
 */
export const readonlyMutates: Rule = {
  id: 'readonly-mutates',
  description:
    'A readonly block that holds a command known to change something, or one that cannot be judged.',
  severity: 'error',
  guardsPromise: true,
  disabling: 'gates',
  check: ({ blocks }) =>
    blocks
      .filter(({ step }) => step.mode === 'readonly')
      .flatMap((block) =>
        block.effects().map(({ command, why, effect, offset, endOffset }) => ({
          reason: `Unexpected \`${command}\` in a readonly block: it ${why}; ${remedies[effect]}`,
          place: block.place(offset, endOffset),
        })),
      ),
};

const remedies: Readonly<Record<Violation['effect'], string>> = {
  mutates: 'mark the block `gate`, or `auto` if this harms nothing',
  destroys: 'mark the block `gate`',
  opaque: 'write it out, or mark the block `gate`',
};
