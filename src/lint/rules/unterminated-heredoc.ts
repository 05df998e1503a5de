import { findOpenHeredoc } from '../../bash/tree/open-end.ts';
import { variableOf } from '../../parse/read-placeholders.ts';
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
      const { delimiter, offset, endOffset } = found;
      const reason = isPlaceholder(block.code, found)
        ? `Unexpected placeholder \`<<${delimiter}>>\`, which bash takes for a heredoc; declare an input and write \`"$${variableOf(delimiter)}"\``
        : `Unexpected end of the block within a heredoc, expected a line that holds only \`${delimiter}\``;
      return [{ reason, place: block.place(offset, endOffset) }];
    }),
};

/** `<<NAME>>` as a word of its own: an `>>` that appends has its file right behind it. */
function isPlaceholder(code: string, { offset }: { readonly offset: number }): boolean {
  return /^<<[A-Za-z][\w-]*>>(?=$|[\s;|)])/.test(code.slice(offset - 2));
}
