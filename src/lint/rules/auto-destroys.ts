import { destructions } from '../../bash/effects.ts';
import { blocksWithFunctions } from '../blocks.ts';
import { placeInBlock } from '../place-in-block.ts';
import type { Rule } from '../rule.ts';

/** An `auto` block runs without being asked because it harms nothing; what is known to destroy is refused in it. */
export const autoDestroys: Rule = {
  id: 'auto-destroys',
  description: 'An auto block that holds a command known to destroy something.',
  severity: 'error',
  guardsPromise: true,
  check: (runbook, { bash }) =>
    blocksWithFunctions(runbook, bash)
      .filter(({ block }) => block.mode === 'auto')
      .flatMap(({ block, functions }) =>
        destructions(bash, block.code, functions).map(({ command, why, offset, endOffset }) => ({
          reason: `Unexpected \`${command}\` in an auto block: it ${why}; mark the block \`gate\``,
          place: placeInBlock(runbook, block, offset, endOffset),
        })),
      ),
};
