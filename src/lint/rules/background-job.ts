import { baseName } from '../../bash/calls/base-name.ts';
import { followCalls } from '../../bash/calls/call-graph.ts';
import { addFunctions } from '../../bash/calls/functions.ts';
import { shorten } from '../../bash/effects/shorten.ts';
import type { BashParser } from '../../bash/tree/bash-parser.ts';
import type { Background, ShellCommand } from '../../bash/tree/shell-command.ts';
import type { LintBlock } from '../lint-document.ts';
import type { Finding, Rule } from '../rule.ts';

/**
 * A job of the session belongs to the run: `nohup`, `setsid` and `disown` keep it from the shell, not from the end of
 * the run. What is waited for, or ended, in the same block is left to nobody.
 */
export const backgroundJob: Rule = {
  id: 'background-job',
  description: 'A process that a block leaves in the background, where the end of the run ends it.',
  severity: 'warning',
  guardsPromise: false,
  disabling: 'allowed',
  check: ({ blocks }, { bash }) => blocks.flatMap((block) => checkBlock(bash, block)),
};

function checkBlock(bash: BashParser, block: LintBlock): readonly Finding[] {
  const left = leftRunning(commandsRun(bash, block));
  // Where `disown` stands behind what it is about, that is said once.
  const jobs = left.filter(({ source }) => !/^disown\b/.test(source));
  return (jobs.length > 0 ? jobs : left.slice(0, 1)).map((job) => {
    const problem = cutsAddress(block, job) ? inAddress : leftBehind;
    return {
      reason: `Unexpected \`${block.asWritten(shorten(job.source))}\`: ${problem}`,
      place: block.place(job.offset, job.endOffset),
    };
  });
}

const leftBehind =
  'what a block leaves running is ended when the run ends, pauses or is declined; expected `wait` behind it, or for what shall go on `systemctl start` or `systemd-run --unit NAME`';

const inAddress =
  'the `&` of the address ends the command there and puts it in the background; expected quotes around the address';

/** `curl http://host/jobs?state=open&limit=5`: what stands behind the `&` is meant to belong to the address. */
function cutsAddress({ code }: LintBlock, { source, endOffset }: Background): boolean {
  return /:\/\/[^\s'"]*\?[^\s'"]* &$/.test(source) && /^&[\w.[\]-]+=/.test(code.slice(endOffset));
}

/** The commands of a block in the order in which they stand, each followed by those of the functions that it calls. */
function commandsRun(bash: BashParser, block: LintBlock): readonly ShellCommand[] {
  const calls = followCalls(bash, addFunctions(bash, block.functions, block.code));
  return block
    .commands()
    .filter(({ definedIn, where }) => definedIn === null && where !== 'remote')
    .flatMap((command) => [command, ...calls(command).map((inner) => asCalled(inner, command))]);
}

function asCalled(inner: ShellCommand, { line, offset, endOffset, background }: ShellCommand): ShellCommand {
  const span = { line, offset, endOffset };
  return {
    ...inner,
    ...span,
    background: background ?? (inner.background && { ...inner.background, ...span }),
  };
}

function leftRunning(commands: readonly ShellCommand[]): readonly Background[] {
  const found = new Map<number, Background>();
  for (const [index, command] of commands.entries()) {
    const job = jobOf(command);
    if (job === null || found.has(job.offset)) continue;
    const behind = commands.slice(index + 1).filter(({ background }) => background?.offset !== job.offset);
    if (behind.some(isDisown) || !behind.some(isSeenTo)) found.set(job.offset, job);
  }
  return [...found.values()];
}

function jobOf(command: ShellCommand): Background | null {
  const { where, through, background } = command;
  if (where === 'remote' || through.includes('systemd-run')) return null;
  if (background !== null) return background;
  return isDisown(command) || through.some((name) => /^(?:nohup|setsid)$/.test(name)) ? command : null;
}

function isDisown({ words }: ShellCommand): boolean {
  return words[0]?.literal === 'disown';
}

function isSeenTo({ words, where }: ShellCommand): boolean {
  return where !== 'remote' && /^(?:wait|fg|kill|pkill|killall)$/.test(baseName(words[0]) ?? '');
}
