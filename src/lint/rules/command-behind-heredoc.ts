import { findBehindHeredocs } from '../../bash/calls/heredoc-lines.ts';
import type { Rule } from '../rule.ts';

/** `cat <<A; b` runs `b` after a text that stands below it: whoever reads from top to bottom reads another order. */
export const commandBehindHeredoc: Rule = {
  id: 'command-behind-heredoc',
  description: 'A further command on the line on which a heredoc begins.',
  severity: 'warning',
  guardsPromise: false,
  disabling: 'allowed',
  check: ({ blocks }, { bash }) =>
    blocks.flatMap((block) =>
      findBehindHeredocs(bash, block.code).map(({ offset, endOffset }) => ({
        reason: `Unexpected \`${block.code.slice(offset, endOffset)}\` on the line of a heredoc, expected it below the heredoc's end`,
        place: block.place(offset, endOffset),
      })),
    ),
};
