import type { Violation } from '../bash/effects.ts';
import type { BlockStep } from '../model/runbook.ts';
import type { LintDocument } from './lint-document.ts';
import type { Finding } from './rule.ts';

/** What blocks of a mode do that they may not. `remedyOf` says what to write instead; `null`: that may be. */
export function effectFindings(
  { blocks }: LintDocument,
  mode: BlockStep['mode'],
  remedyOf: (found: Violation) => string | null,
): readonly Finding[] {
  const article = mode === 'auto' ? 'an' : 'a';
  return blocks
    .filter(({ step }) => step.mode === mode)
    .flatMap((block) =>
      block.effects().flatMap((found) => {
        const remedy = remedyOf(found);
        if (remedy === null) return [];
        return {
          reason: `Unexpected \`${found.command}\` in ${article} ${mode} block: it ${found.why}; ${remedy}`,
          place: block.place(found.offset, found.endOffset),
        };
      }),
    );
}
