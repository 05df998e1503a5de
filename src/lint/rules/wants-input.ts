import { baseName } from '../../bash/calls/base-name.ts';
import { splitArguments } from '../../bash/calls/options.ts';
import { findQuestion } from '../../bash/effects/asking-commands.ts';
import type { BashParser } from '../../bash/tree/bash-parser.ts';
import { hasOuterInput } from '../../bash/tree/node-context.ts';
import type { ShellCommand } from '../../bash/tree/shell-command.ts';
import type { LintBlock } from '../lint-document.ts';
import type { Rule } from '../rule.ts';

/** A block reads from /dev/null and has no terminal, unless it is given it (`tty`): what asks there fails, or takes silence for an answer. */
export const wantsInput: Rule = {
  id: 'wants-input',
  description: 'A command that asks something, or reads what nobody types.',
  severity: 'warning',
  guardsPromise: false,
  disabling: 'allowed',
  check: ({ blocks }, { bash }) =>
    blocks
      .filter(({ step }) => !step.traits.tty)
      .flatMap((block) =>
        block.commands().flatMap((command) => {
          const question = questionOf(command);
          if (question === null || command.definedIn !== null || isFed(bash, block, command)) return [];
          const { offset, endOffset } = command;
          const reason = `Unexpected \`${block.asWritten(shown(command))}\`, which ${question.why}, where no one can answer; ${question.remedy}`;
          return [{ reason, place: block.place(offset, endOffset) }];
        }),
      ),
};

function questionOf(command: ShellCommand): { readonly why: string; readonly remedy: string } | null {
  const { words, input, redirects } = command;
  if (baseName(words[0]) !== 'read' || input !== null) return findQuestion(command);
  if (command.through.length > 0 || redirects.some(({ operator }) => operator.includes('<'))) return null;
  const { options } = splitArguments(words, { valued: '-a -d -i -n -N -p -t -u' });
  if (options.some(({ name }) => name === '-u' || name === '-t')) return null;
  return { why: 'reads what is typed', remedy: 'declare an input in the frontmatter' };
}

function isFed(bash: BashParser, { code }: LintBlock, { offset }: ShellCommand): boolean {
  return hasOuterInput(bash, code, offset);
}

function shown({ source }: ShellCommand): string {
  const line = source.replace(/\s*\\?\n\s*/g, ' ').trim();
  return line.length <= 60 ? line : `${line.slice(0, 57)}...`;
}
