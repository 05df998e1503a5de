import { findOpenHeredoc } from '../../bash/open-end.ts';
import type { Rule } from '../rule.ts';

/** Bash takes the rest of a block for the text of a heredoc that is never ended, and only warns. */
export const unterminatedHeredoc: Rule = {
  id: 'unterminated-heredoc',
  description: 'A heredoc without the line that ends it: the rest of the block would be its text.',
  severity: 'error',
  guardsPromise: true,
  disabling: 'refused',
  check: ({ blocks }, { bash }) =>
    blocks.flatMap((block) => {
      const found = findOpenHeredoc(bash, block.code);
      if (found === null) return [];
      const reason = `Unexpected end of the block within a heredoc, expected a line that holds only \`${found.delimiter}\``;
      return [{ reason, place: block.place(found.offset, found.endOffset) }];
    }),
};
