import { builtins } from '../../bash/calls/builtins.ts';
import { findDefinitions } from '../../bash/calls/functions.ts';
import { splitArguments } from '../../bash/calls/options.ts';
import type { BashParser } from '../../bash/tree/bash-parser.ts';
import type { ShellCommand, Span } from '../../bash/tree/shell-command.ts';
import type { LintBlock } from '../lint-document.ts';
import type { Rule } from '../rule.ts';

/**
 * After some commands the session can no longer tell how a block ended: it stops executing (`set -n`), leaves after
 * one command (`set -t`), may not open its files (`set -r`), or its builtins are gone or are no longer bash's own.
 */
export const unreportedSession: Rule = {
  id: 'unreported-session',
  description: 'A block after which the session could no longer report how blocks end.',
  severity: 'error',
  guardsPromise: true,
  disabling: 'refused',
  check: ({ blocks }, { bash }) =>
    blocks.flatMap((block) =>
      findSilencers(bash, block).map(({ reason, offset, endOffset }) => ({
        reason,
        place: block.place(offset, endOffset),
      })),
    ),
};

type Silencer = Pick<Span, 'offset' | 'endOffset'> & { readonly reason: string };

function findSilencers(bash: BashParser, block: LintBlock): readonly Silencer[] {
  const commands = block
    .commands()
    .filter(({ where }) => where === 'session')
    .flatMap((command) => (silences(command) ? [{ ...command, reason: reasonAgainst(command) }] : []));
  const definitions = findDefinitions(bash, block.code)
    .filter(({ name }) => builtins.has(name))
    .map(({ kind, name, offset, endOffset }) => ({
      offset,
      endOffset,
      reason: `Unexpected ${kind} named like the builtin \`${name}\`, expected another name: the session reports through its builtins`,
    }));
  return [...commands, ...definitions];
}

const reasonAgainst = ({ source }: ShellCommand) =>
  `Unexpected \`${source}\`: the session could no longer report how blocks end; run it in a shell of its own, \`bash -c '...'\``;

function silences({ words }: ShellCommand): boolean {
  const name = words[0]?.literal;
  const { options } = splitArguments(words, { valued: '-o -f' });
  if (name === 'enable') return options.some((option) => option.name === '-n');
  if (name !== 'set') return false;
  return options.some(({ name: option, value }) =>
    option === '-o' ? /^(noexec|onecmd|restricted)$/.test(value?.literal ?? '') : /^-[nrt]$/.test(option),
  );
}
