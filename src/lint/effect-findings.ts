import type { Violation } from '../bash/effects/effects.ts';
import type { BlockStep } from '../model/runbook.ts';
import type { LintBlock, LintDocument } from './lint-document.ts';
import type { Finding } from './rule.ts';

/** What blocks of a mode do that they may not. `remedyOf` says what to write instead; `null`: that may be. */
export function effectFindings(
  { blocks }: LintDocument,
  mode: BlockStep['mode'],
  remedyOf: (found: Violation, block: LintBlock) => string | null,
): readonly Finding[] {
  const article = mode === 'auto' ? 'an' : 'a';
  return blocks
    .filter(({ step }) => step.mode === mode)
    .flatMap((block) =>
      withoutRepeats(block.effects()).flatMap((found) => {
        const remedy = remedyOf(found, block);
        if (remedy === null) return [];
        return {
          reason: `Unexpected \`${found.command}\` in ${article} ${mode} block: it ${found.why}; ${remedy}`,
          place: block.place(found.offset, found.endOffset),
        };
      }),
    );
}

/** One reason why a command cannot be judged is enough: of `eval "$X"`, both that and the word it begins with. */
function withoutRepeats(violations: readonly Violation[]): readonly Violation[] {
  const seen = new Set<string>();
  return violations.filter(({ effect, offset, endOffset }) => {
    const place = `${offset} ${endOffset}`;
    return effect !== 'opaque' || (!seen.has(place) && seen.add(place));
  });
}
