import type { BashNode, BashParser } from './bash-parser.ts';
import { withTree } from './with-tree.ts';

const shellsOfTheirOwn = new Set(['subshell', 'command_substitution', 'process_substitution', 'pipeline']);

/**
 * Whether what stands at an offset of some code runs in a shell of its own, so that leaving that shell leaves nothing
 * else: in parentheses, a substitution or a pipeline.
 */
export function inSubshell(parser: BashParser, code: string, offset: number): boolean {
  return withTree(parser, code, (root) => hasAncestor(root.descendantForIndex(offset), shellsOfTheirOwn));
}

function hasAncestor(node: BashNode | null, types: ReadonlySet<string>): boolean {
  for (let at = node?.parent ?? null; at !== null; at = at.parent) if (types.has(at.type)) return true;
  return false;
}

/** Whether what stands at an offset of some code has an input of its own: a compound's redirection, or a pipe into it. */
export function hasOuterInput(parser: BashParser, code: string, offset: number): boolean {
  return withTree(parser, code, (root) => {
    for (let at = root.descendantForIndex(offset); at !== null; at = at.parent) {
      if (at.parent?.type === 'pipeline' && at.previousSibling !== null) return true;
      if (
        at.type === 'redirected_statement' &&
        at.namedChildren.some((child) => child !== null && isInput(child))
      )
        return true;
    }
    return false;
  });
}

function isInput(node: BashNode): boolean {
  if (node.type === 'heredoc_redirect' || node.type === 'herestring_redirect') return true;
  return node.type === 'file_redirect' && node.children.some((child) => child?.text.startsWith('<') === true);
}
