import { findPlaceholders } from '../bash/find-placeholders.ts';
import { maskPlaceholders } from '../bash/mask-placeholders.ts';
import { withTree } from '../bash/with-tree.ts';
import { codeOf, type Fence } from './fence.ts';
import type { ParseContext } from './parse-context.ts';

/**
 * Reports a block with nothing to run. A console fence without a prompt that does not read as commands either shows
 * output, as its name allows: where nothing is asked of it (`isBare`), that is only a warning, and nothing at all in a
 * document that has not opted in.
 */
export function reportNoCommand(fence: Fence, isBare: boolean, context: ParseContext): void {
  const code = codeOf(fence).value;
  if (fence.kind !== 'console') complain(fence, 'expected a command, or `doc`', context);
  else if (code.trim() !== '' && readsAsCommands(code, context)) {
    const message = `Unexpected \`${fence.language}\` without a prompt, whose commands would not run; expected \`$ \` before each of them, or \`bash\`, or \`doc\``;
    context.report('no-command', fence.span, message);
  } else if (!isBare || code.trim() === '') {
    complain(fence, 'expected lines that begin with a `$ ` prompt, or `doc`', context);
  } else if (context.trusted) {
    const message = `Unexpected \`${fence.language}\` without a prompt, which is taken for output; expected \`text\`, or \`$ \` before each command`;
    context.report('console-without-prompt', fence.span, message);
  }
}

function complain(fence: Fence, expected: string, context: ParseContext): void {
  context.report('no-command', fence.span, `Unexpected block with nothing to run, ${expected}`);
}

/** It is bash, and its lines begin as commands do. */
function readsAsCommands(code: string, { bash }: ParseContext): boolean {
  const lines = code.split('\n').filter((line) => !/^\s*(?:#|$)/.test(line));
  const [first = ''] = lines;
  if (!/^\s*(?:[A-Za-z_]\w*=|(?:[a-z][\w.-]*|\.{0,2}\/[\w./-]+)(?= +\S))/.test(first)) return false;
  if (lines.some((line) => /\S {3,}\S|[│├└]/.test(line) && !/["'#]/.test(line))) return false;
  if (/\b(?:is|are|was|were|has|have|the)\b/.test(first.replace(/"[^"]*"|'[^']*'|#.*/g, ''))) return false;
  const masked = maskPlaceholders(code, findPlaceholders(bash, code).words);
  return !withTree(bash, masked, (root) => root.hasError);
}
