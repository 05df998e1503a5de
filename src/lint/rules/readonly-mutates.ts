import { readonlyViolations, type Violation } from '../../bash/effects.ts';
import { blocksWithFunctions } from '../blocks.ts';
import { placeInBlock } from '../place-in-block.ts';
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
  check: (runbook, { bash }) =>
    blocksWithFunctions(runbook, bash)
      .filter(({ block }) => block.mode === 'readonly')
      .flatMap(({ block, functions }) =>
        readonlyViolations(bash, block.code, functions).map((violation) => ({
          reason: `Unexpected \`${violation.command}\` in a readonly block: it ${violation.why}; ${remedies[violation.effect]}`,
          place: placeInBlock(runbook, block, violation.offset, violation.endOffset),
        })),
      ),
};

const remedies: Readonly<Record<Violation['effect'], string>> = {
  mutates: 'mark the block `gate`, or `auto` if this harms nothing',
  destroys: 'mark the block `gate`',
  opaque: 'write it out, or mark the block `gate`',
};
