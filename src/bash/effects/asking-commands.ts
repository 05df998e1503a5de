import { baseName } from '../calls/base-name.ts';
import { type OptionSyntax, splitArguments } from '../calls/options.ts';
import type { ShellCommand } from '../tree/shell-command.ts';
import { matchPattern } from './call-pattern.ts';

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

const shell = 'opens a shell';
const withCode = 'give it the commands to run with `-c`';

const tools: readonly AskingTool[] = [
  {
    names: 'ssh',
    valued: '-b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w',
    entries: [
      ['-N|-f|-V|-G|-Q|-O|-W|-T'],
      ['* $', `${shell} there`, 'write the command to run there behind it'],
    ],
  },
  {
    names: 'juju',
    valued: '-m --model --proxy -o -i -l -p',
    entries: [['ssh * $', `${shell} there`, 'write the command to run there behind it']],
  },
  {
    names: 'bash sh dash zsh ksh fish',
    valued: '--rcfile --init-file',
    entries: [['--version|-c|-s'], ['$', shell, withCode]],
  },
  { names: 'su', entries: [['-c|--command'], ['', shell, withCode]] },
  {
    names: 'sudo doas',
    valued: '-u -g -h',
    entries: [['-i|-s|--login|--shell $', shell, 'put `sudo` before the commands']],
  },
  {
    names: 'python python2 python3 irb ipython',
    entries: [
      ['--version|-V|-v|-c|-m|-e|-p|--help|-h'],
      ['$', 'waits for code', 'give it a file, or code with `-c`'],
    ],
  },
  {
    names: 'mysql mariadb',
    valued: '-u -h -P -D --user --host --port --database',
    entries: [['-e|--execute|-V|--version|--help'], ['', 'waits for statements', 'give them with `-e`']],
  },
  {
    names: 'psql',
    valued: '-h -p -U -d -v --host --port --username --dbname --set',
    entries: [
      ['-c|--command|-f|--file|-l|--list|-V|--version|--help'],
      ['', 'waits for statements', 'give them with `-c`'],
    ],
  },
  {
    names: 'redis-cli',
    valued: '-h -p -a -n -u -s',
    entries: [
      ['--version|--stat|--latency|--bigkeys|--scan|--rdb'],
      ['$', 'waits for commands', 'write them behind it'],
    ],
  },
  {
    names: 'oc',
    valued: '-n --namespace -c --container --shell --timeout -f --filename',
    entries: [['rsh * $', `${shell} there`, 'write the command to run there behind it']],
  },
  {
    names: 'kubectl oc',
    valued: '-n --namespace',
    entries: [['edit', 'opens an editor', 'use `patch` or `apply`']],
  },
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
    valued: '-var -var-file -target -replace -parallelism -lock-timeout -state',
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

/** A name may stand in several entries. */
const byName = new Map<string, readonly AskingTool[]>();
for (const tool of tools)
  for (const name of tool.names.split(' ')) byName.set(name, [...(byName.get(name) ?? []), tool]);

/** Why a command would wait for someone at the keyboard, and what to write instead; `null`: it would not. */
export function findQuestion(
  command: ShellCommand,
): { readonly why: string; readonly remedy: string } | null {
  const { words, input } = command;
  if (input !== null || command.carries || command.opaque !== null) return null;
  for (const tool of byName.get(baseName(words[0]) ?? '') ?? []) {
    const call = splitArguments(words, tool);
    if (typeof matchPattern('--dry-run|--help', call) === 'number') return null;
    const fits = ([pattern]: AskingTool['entries'][number]) =>
      typeof matchPattern(pattern, call) === 'number';
    const [, why, remedy] = tool.entries.find(fits) ?? [];
    if (why !== undefined && remedy !== undefined) return { why, remedy };
  }
  return null;
}
