import type { BashParser } from '../tree/bash-parser.ts';
import { delimiterWord } from '../tree/open-end.ts';
import type { Span } from '../tree/shell-command.ts';
import { withTree } from '../tree/with-tree.ts';

/** Commands that stand on the line on which a heredoc begins, behind a `;` or `&`, while its text comes below. */
export function findBehindHeredocs(parser: BashParser, code: string): readonly Span[] {
  if (!code.includes('<<')) return [];
  const starts = withTree(parser, code, (root) =>
    root
      .descendantsOfType('heredoc_start')
      .flatMap((node) =>
        node === null
          ? []
          : [{ line: node.startPosition.row, end: node.startIndex + delimiterWord(node.text).length }],
      ),
  );
  return starts.flatMap(({ line, end }) => {
    const newline = code.indexOf('\n', end);
    const rest = code.slice(end, newline < 0 ? code.length : newline);
    const bare = rest.replace(/\\.|'[^']*'|"(?:\\.|[^"\\])*"|\$\([^()]*\)/g, (text) =>
      'x'.repeat(text.length),
    );
    const found = /(?<![<>&|;])(?:;(?!;)|&(?![&>\d]))[ \t]*(?=[^\s#)}])(?!(?:do|then|done|fi)\b)/.exec(
      bare.replace(/\s#.*$/, ''),
    );
    if (found === null) return [];
    const offset = end + found.index + found[0].length;
    return [{ line, offset, endOffset: end + rest.trimEnd().length }];
  });
}
