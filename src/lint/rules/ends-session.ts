import type { BashParser } from '../../bash/tree/bash-parser.ts';
import { inSubshell } from '../../bash/tree/node-context.ts';
import type { ShellCommand } from '../../bash/tree/shell-command.ts';
import type { LintBlock } from '../lint-document.ts';
import type { Rule } from '../rule.ts';

/**
 * `exit 0` ends its block as passed with whatever it leaves out, and the run goes on behind it; `exec COMMAND` puts
 * another program in the place of the session, `exec > FILE` takes its output away. `exit 1` fails the block, as meant.
 */
export const endsSession: Rule = {
  id: 'ends-session',
  description: 'An `exit` that passes, or an `exec`, in the session itself.',
  severity: 'warning',
  guardsPromise: false,
  disabling: 'allowed',
  check: ({ blocks }, { bash }) =>
    blocks
      // A whole script to be saved as a file leaves only itself.
      .filter(({ code }) => !/^\s*#!/.test(code))
      .flatMap((block) =>
        block.commands().flatMap((command) => {
          const reason = complaint(command, block);
          if (reason === null || isContained(bash, block, command)) return [];
          return [{ reason, place: block.place(command.offset, command.endOffset) }];
        }),
      ),
};

function complaint(command: ShellCommand, { code }: LintBlock): string | null {
  const { words, through, source } = command;
  const name = words[0]?.literal;
  if (through.includes('exec'))
    return `Unexpected \`${source}\`: it puts another program in the place of the session; leave out \`exec\``;
  // Descriptors of its own are what `exec` is for.
  if (/^exec(?:\s+(?:\{\w+\}|[3-9]|\d\d+)[<>]\S*)+$/.test(source)) return null;
  if (name === 'exec')
    return `Unexpected \`${source}\`: it moves the input or output of all that follows; put the redirection on the commands, or on \`{ ...; }\``;
  if (name !== 'exit' && name !== 'logout') return null;
  if (words.length > 1 && words[1]?.literal !== '0') return null;
  // `|| exit` passes a failure on.
  if (words.length === 1 && /\|\|\s*(?:\{[^}]*)?$/.test(code.slice(0, command.offset))) return null;
  if (words.length === 1 && isLast(code, command))
    return `Unexpected \`${source}\` at the end of the block, where there is no other shell to leave: all commands of a block run in the session; leave it out`;
  return `Unexpected \`${source}\`: it ends this block as passed, and the run goes on with the next; expected a condition around what it leaves out, \`exit 1\` to fail, or a \`stop\` to end the document`;
}

/** On a line of its own behind all else it leaves nothing out: it was meant for a shell that a command above opens. */
function isLast(code: string, { offset, endOffset }: ShellCommand): boolean {
  return /(?:^|\n)[ \t]*$/.test(code.slice(0, offset)) && /^(?:\s|;|#.*)*$/.test(code.slice(endOffset));
}

function isContained(bash: BashParser, { code }: LintBlock, command: ShellCommand): boolean {
  const { where, definedIn, offset, source } = command;
  if (where !== 'session' || definedIn !== null || !code.startsWith(source, offset)) return true;
  return inSubshell(bash, code, offset);
}
