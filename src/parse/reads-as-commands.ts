import { withTree } from '../bash/tree/with-tree.ts';
import type { ParseContext } from './parse-context.ts';

/** Whether text without a prompt reads as commands to a person: it is bash, and begins as a command does. */
export function readsAsCommands(code: string, { bash }: ParseContext): boolean {
  const lines = code.split('\n').filter((line) => !/^\s*(?:#|$)/.test(line));
  const [first = ''] = lines;
  if (!/^\s*(?:[A-Za-z_]\w*=|(?:[a-z][\w.-]*|\.{0,2}\/[\w./-]+)(?= +\S))/.test(first)) return false;
  if (lines.some((line) => /\S {3,}\S|[│├└]/.test(line) && !/["'#]/.test(line))) return false;
  if (/\b(?:is|are|was|were|has|have|the)\b/.test(first.replace(/"[^"]*"|'[^']*'|#.*/g, ''))) return false;
  // Within a word too, where nothing could fill them: `osd-<id>`.
  const filled = code.replace(/<([A-Za-z][\w-]*)>/g, '_$1_');
  return !withTree(bash, filled, (root) => root.hasError);
}
