import type { Rule } from '../rule.ts';

/** An `auto` block runs without being asked because it harms nothing; of what cannot be told, nobody knows that. */
export const autoOpaque: Rule = {
  id: 'auto-opaque',
  description: 'An auto block with a command of which it cannot be told what it does.',
  severity: 'warning',
  guardsPromise: false,
  disabling: 'allowed',
  check: ({ blocks }) =>
    blocks
      .filter(({ step }) => step.mode === 'auto')
      .flatMap((block) =>
        block
          .effects()
          .filter(({ effect }) => effect === 'opaque')
          .map(({ command, why, offset, endOffset }) => ({
            reason: `Unexpected \`${command}\` in an auto block: it ${why}; write it out, or mark the block \`gate\``,
            place: block.place(offset, endOffset),
          })),
      ),
};
