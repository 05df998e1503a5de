import { unfollowed } from '../../bash/calls/read-commands.ts';
import { effectFindings } from '../effect-findings.ts';
import type { LintBlock } from '../lint-document.ts';
import type { LintContext, Rule } from '../rule.ts';

/** An `auto` block runs without being asked because it harms nothing; of what cannot be told, nobody knows that. */
export const autoOpaque: Rule = {
  id: 'auto-opaque',
  description: 'An auto block with a command of which it cannot be told what it does.',
  severity: 'warning',
  guardsPromise: false,
  disabling: 'allowed',
  async check(document, context) {
    const invalid = await findInvalid(document.blocks, context);
    return effectFindings(document, 'auto', ({ effect, why }, block) => {
      if (effect !== 'opaque' || (why === unfollowed && invalid.has(block))) return null;
      return 'write it out, or mark the block `gate`';
    });
  },
};

/** The auto blocks that bash cannot read either: of their syntax, block-syntax says what is wrong. */
async function findInvalid(
  blocks: readonly LintBlock[],
  { checkSyntax }: LintContext,
): Promise<ReadonlySet<LintBlock>> {
  const unread = blocks.filter(
    (block) => block.step.mode === 'auto' && block.effects().some(({ why }) => why === unfollowed),
  );
  const invalid = await Promise.all(
    unread.map(async (block) => ((await checkSyntax?.(block.code)) ? [block] : [])),
  );
  return new Set(invalid.flat());
}
