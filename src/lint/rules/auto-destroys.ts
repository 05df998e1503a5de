import type { Rule } from '../rule.ts';

/** An `auto` block runs without being asked because it harms nothing; what is known to destroy is refused in it. */
export const autoDestroys: Rule = {
  id: 'auto-destroys',
  description: 'An auto block that holds a command known to destroy something.',
  severity: 'error',
  guardsPromise: true,
  disabling: 'gates',
  check: ({ blocks }) =>
    blocks
      .filter(({ step }) => step.mode === 'auto')
      .flatMap((block) =>
        block
          .effects()
          .filter(({ effect }) => effect === 'destroys')
          .map(({ command, why, offset, endOffset }) => ({
            reason: `Unexpected \`${command}\` in an auto block: it ${why}; mark the block \`gate\``,
            place: block.place(offset, endOffset),
          })),
      ),
};
