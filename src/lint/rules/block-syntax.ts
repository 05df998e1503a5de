import { findOpenHeredoc, findTrailingBackslash } from '../../bash/open-end.ts';
import type { BlockStep, Runbook } from '../../model/runbook.ts';
import { blocksOf } from '../blocks.ts';
import { placeOfLine } from '../place-in-block.ts';
import type { Finding, LintContext, Rule } from '../rule.ts';

/** A block that bash cannot read would end its step before anything in it ran; better to know before the run. */
export const blockSyntax: Rule = {
  id: 'block-syntax',
  description: 'A block that is not valid bash.',
  severity: 'error',
  guardsPromise: false,
  async check(runbook, context) {
    const found = await Promise.all(blocksOf(runbook).map((block) => checkBlock(runbook, block, context)));
    return found.flat();
  },
};

async function checkBlock(
  runbook: Runbook,
  block: BlockStep,
  { bash, checkSyntax }: LintContext,
): Promise<readonly Finding[]> {
  const { code } = block;
  // These have rules of their own.
  if (findOpenHeredoc(bash, code) !== null || findTrailingBackslash(bash, code) !== null) return [];
  const error = await checkSyntax?.(code);
  if (error === null || error === undefined) return [];
  const reason = `Unexpected shell syntax: ${error.message.replace(/^syntax error:? /, '')}`;
  return [{ reason, place: placeOfLine(runbook, block, error.line) }];
}
