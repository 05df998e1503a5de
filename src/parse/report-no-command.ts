import { codeOf, type Fence } from './fence.ts';
import type { ParseContext } from './parse-context.ts';
import { readsAsCommands } from './reads-as-commands.ts';

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
