import type { BashNode, BashParser } from './bash-parser.ts';
import type { Span } from './shell-command.ts';
import { withTree } from './with-tree.ts';

/** A backslash that ends some code and would join it to whatever comes next; `null`: there is none. */
export function findTrailingBackslash(parser: BashParser, code: string): Span | null {
  const text = code.replace(/\n+$/, '');
  if (!/(?:^|[^\\])(?:\\\\)*\\$/.test(text)) return null;
  const offset = text.length - 1;
  const inComment = withTree(parser, code, (root) => root.descendantForIndex(offset)?.type === 'comment');
  if (inComment) return null;
  return { line: text.split('\n').length - 1, offset, endOffset: text.length };
}

/** A heredoc without the line that ends it: the rest of the code is taken for its text. */
export function findOpenHeredoc(
  parser: BashParser,
  code: string,
): (Span & { readonly delimiter: string }) | null {
  return withTree(parser, code, (root) => {
    const starts = root.descendantsOfType('heredoc_start').filter((node) => node !== null);
    const open = starts.find((start) => !isClosed(start, code));
    if (open === undefined) return null;
    const { startIndex, endIndex, startPosition } = open;
    return { line: startPosition.row, offset: startIndex, endOffset: endIndex, delimiter: delimiterOf(open) };
  });
}

function isClosed(start: BashNode, code: string): boolean {
  const dash = start.previousSibling?.type === '<<-';
  const lines = code.slice(start.endIndex).split('\n').slice(1);
  return lines.some((line) => (dash ? line.replace(/^\t+/, '') : line) === delimiterOf(start));
}

function delimiterOf(start: BashNode): string {
  return delimiterWord(start.text).replace(/['"]|\\(?=.)/g, '');
}

/** The word that ends a heredoc, as written where it begins: the grammar takes a `;` behind it for a part of it. */
export function delimiterWord(text: string): string {
  return /^(?:\\.|'[^']*'|"[^"]*"|[^\s;&|<>()'"\\])*/.exec(text)?.[0] ?? text;
}
