import { baseName } from './base-name.ts';
import { matchPattern } from './call-pattern.ts';
import { type OptionSyntax, splitArguments } from './options.ts';
import type { ShellCommand } from './shell-command.ts';

/** Commands that ask something before they go on, or that are nothing without a person at the keyboard. */
interface AskingTool extends OptionSyntax {
  readonly names: string;
  /** A pattern of `matchPattern` for calls that ask, why, and what to write instead. The first that fits counts. */
  readonly entries: readonly (
    | readonly [pattern: string, why: string, remedy: string]
    | readonly [pattern: string]
  )[];
}

const manual = 'mark the block `manual`';
const asks = 'asks before it goes on';

const tools: readonly AskingTool[] = [
  {
    names: 'vi vim nvim nano pico emacs visudo vipw vigr mcedit',
    entries: [['--version|--help'], ['', 'is an editor', manual]],
  },
  { names: 'crontab', entries: [['-e', 'opens an editor', manual]] },
  {
    names: 'htop btop tmux screen mutt mc nmtui alsamixer cfdisk',
    entries: [
      ['-V|--version|-ls|-X|-dm|-d|new-session|new|kill-session|ls|list-sessions|has-session|send-keys'],
      ['', 'wants a terminal', manual],
    ],
  },
  {
    names: 'top',
    valued: '-n -d -p -u',
    entries: [['-b'], ['-b*'], ['$', 'wants a terminal', 'write `top -b -n 1`']],
  },
  {
    names: 'passwd',
    entries: [
      ['-S|-l|-u|-d|-e|--status|--lock|--unlock|--delete|--expire|--stdin'],
      ['', 'asks for a password', manual],
    ],
  },
  {
    names: 'mysql_secure_installation dpkg-reconfigure do-release-upgrade',
    entries: [['-f=noninteractive|-f|--frontend'], ['', 'asks its questions', manual]],
  },
  {
    names: 'apt apt-get aptitude',
    valued: '-o -c -t --option',
    entries: [
      ['-y|--yes|--assume-yes|-qq|-s|--simulate|--dry-run|-d|--download-only'],
      ['upgrade|dist-upgrade|full-upgrade|safe-upgrade|remove|purge|autoremove|install', asks, 'add `-y`'],
    ],
  },
  {
    names: 'yum dnf zypper',
    valued: '-c',
    entries: [
      ['-y|--assumeyes|--assumeno|-n|--non-interactive|--downloadonly'],
      ['install|update|upgrade|remove|erase|autoremove|in|up|rm', asks, 'add `-y`'],
    ],
  },
  {
    names: 'juju',
    valued: '-m --model -c --controller -t --timeout',
    entries: [
      ['-y|--yes|--no-prompt'],
      ['destroy-model|destroy-controller|kill-controller', asks, 'add `--no-prompt` (`-y` before Juju 3)'],
    ],
  },
  {
    names: 'terraform tofu',
    oneDash: true,
    entries: [
      ['-auto-approve|--auto-approve'],
      ['apply|destroy $', asks, 'add `-auto-approve`, or apply a plan that was saved'],
    ],
  },
  { names: 'ufw', entries: [['--force'], ['enable|reset', asks, 'add `--force`']] },
  {
    names: 'docker podman',
    entries: [
      ['system|image|volume|container|network|builder prune -f|--force'],
      ['system|image|volume|container|network|builder prune', asks, 'add `--force`'],
    ],
  },
  { names: 'gcloud', entries: [['--quiet|-q'], ['... delete', asks, 'add `--quiet`']] },
  { names: 'cryptsetup', entries: [['-q|--batch-mode'], ['luksFormat', asks, 'add `--batch-mode`']] },
  {
    names: 'fdisk gdisk',
    entries: [['-l|--list|-v|--version|-x'], ['', 'asks for commands', 'use `sfdisk` or `sgdisk`']],
  },
  {
    names: 'git',
    valued: '-C -c',
    entries: [
      ['add|commit|checkout|stash|reset -p|--patch', 'asks about every hunk', manual],
      ['rebase -i|--interactive', 'opens an editor', manual],
      ['commit -m|--message|-F|--file|--no-edit|-C|--dry-run|--message=*|-am'],
      ['commit', 'opens an editor', 'add `-m`'],
    ],
  },
  { names: 'rm cp mv', entries: [['-f|--force'], ['-i|-I', asks, 'leave out `-i`: the gate asks']] },
  { names: 'virsh', entries: [['console|edit', 'wants a terminal', manual]] },
  {
    names: 'ssh-keygen',
    valued: '-f -N -t -b -C -F -R -y -l -P -s -I',
    entries: [
      ['-N|-l|-y|-F|-R|-A|-s|-L|-B|-H|-e|-i|-k|-Q|-p'],
      ['', 'asks where to put the key', "add `-f FILE -N ''`"],
    ],
  },
];

const byName = new Map(tools.flatMap((tool) => tool.names.split(' ').map((name) => [name, tool] as const)));

/** Why a command would wait for someone at the keyboard, and what to write instead; `null`: it would not. */
export function findQuestion(
  command: ShellCommand,
): { readonly why: string; readonly remedy: string } | null {
  const { words, input } = command;
  if (input !== null || command.carries || command.opaque !== null) return null;
  const tool = byName.get(baseName(words[0]) ?? '');
  if (tool === undefined) return null;
  const call = splitArguments(words, tool);
  const [, why, remedy] =
    tool.entries.find(([pattern]) => typeof matchPattern(pattern, call) === 'number') ?? [];
  return why === undefined || remedy === undefined ? null : { why, remedy };
}
