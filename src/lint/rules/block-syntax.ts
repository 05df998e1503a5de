import { isPrinted } from '../../bash/find-placeholders.ts';
import { findOpenHeredoc, findTrailingBackslash } from '../../bash/tree/open-end.ts';
import type { LintBlock } from '../lint-document.ts';
import { lineInCode } from '../place-in-block.ts';
import type { Finding, LintContext, Rule } from '../rule.ts';

/** A block that bash cannot read would end its step before anything in it ran; better to know before the run. */
export const blockSyntax: Rule = {
  id: 'block-syntax',
  description: 'A block that is not valid bash.',
  severity: 'error',
  guardsPromise: false,
  disabling: 'allowed',
  async check({ blocks }, context) {
    const found = await Promise.all(blocks.map((block) => checkBlock(block, context)));
    return found.flat();
  },
};

async function checkBlock(block: LintBlock, { bash, checkSyntax }: LintContext): Promise<readonly Finding[]> {
  const { code } = block;
  // These have rules of their own.
  if (findOpenHeredoc(bash, code) !== null || findTrailingBackslash(bash, code) !== null) return [];
  const error = await checkSyntax?.(code);
  if (error === null || error === undefined) return [];
  const line = lineInCode(code, error.line);
  const message = error.message.replace(/^syntax error:? /, '');
  const place = block.place(line.start, line.end);
  const placeholder = /(?<!<)<[A-Za-z][\w .,/-]*>/.exec(
    block.asWritten(code.slice(line.start, line.end)),
  )?.[0];
  // Of what stands in output no input is to be made; `placeholder-misplaced` says what it is.
  if (placeholder === undefined || isPrinted(placeholder.slice(1, -1)))
    return [{ reason: `Unexpected shell syntax: ${message}`, place }];
  const reason = `Unexpected shell syntax: ${message}; bash takes \`${placeholder}\` for redirections, expected an input such as \`"$NAME"\`, or a placeholder that is a word of its own`;
  return [{ reason, place }];
}
