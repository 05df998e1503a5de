import { findTrailingBackslash } from '../../bash/tree/open-end.ts';
import type { Rule } from '../rule.ts';

/** A backslash at the end of a block would join its last line to what the session reads next. */
export const trailingBackslash: Rule = {
  id: 'trailing-backslash',
  description: 'A block that ends in a backslash, which continues nothing.',
  severity: 'error',
  guardsPromise: true,
  disabling: 'refused',
  check: ({ blocks }, { bash }) =>
    blocks.flatMap((block) => {
      const found = findTrailingBackslash(bash, block.code);
      if (found === null) return [];
      const reason = 'Unexpected backslash at the end of a block, expected the line that it continues';
      return [{ reason, place: block.place(found.offset, found.endOffset) }];
    }),
};
