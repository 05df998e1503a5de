import type { BashNode } from '../tree/bash-parser.ts';
import { spanOf } from '../tree/read-redirects.ts';
import type { Background } from '../tree/shell-command.ts';

/** The statement that a node is, where an `&` behind it puts it in the background; else `null`. */
export function backgroundOf(node: BashNode): Background | null {
  const source = sourceOf(node);
  return source === null ? null : { ...spanOf(node), source: `${source} &` };
}

function sourceOf(node: BashNode): string | null {
  if (!node.isNamed) return null;
  if (node.nextSibling?.type === '&') return node.text;
  if (node.type !== 'redirected_statement') return null;
  // The grammar does not know the `&` on the line that starts a heredoc.
  const heredoc = node.namedChildren.find((child) => child?.type === 'heredoc_redirect');
  const isAmpersand = (child: BashNode | null) => child?.type === 'ERROR' && child.text === '&';
  if (!heredoc?.children.some(isAmpersand)) return null;
  return (node.text.split('\n', 1)[0] ?? '').replace(/\s*&\s*$/, '');
}
