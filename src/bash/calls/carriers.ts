import type { OptionSyntax } from './options.ts';

/** A command that runs another one, which is written in its own words. */
export interface Carrier extends OptionSyntax {
  /** Names, separated by blanks. */
  readonly names: string;
  /** Words that follow the name before anything is carried: `ssh` of `juju ssh`. */
  readonly verbs?: string;
  /** Operands before the carried words: the host of `ssh`, the duration of `timeout`. */
  readonly skip?: number;
  /** `NAME=value` words come first. */
  readonly assignments?: true;
  /** With one of these options nothing is carried. */
  readonly unless?: string;
  /** Options whose value is shell code. */
  readonly code?: string;
  /** With this option the first operand is shell code. */
  readonly codeFirst?: string;
  /** It carries something only with one of these options. */
  readonly needs?: string;
  /**
   * The carried command is given words that are known only when it runs: behind its own, or, with one of these
   * options, wherever the option's value (or `{}`) stands in them.
   */
  readonly placeholder?: string;
  /** An option, with its value, that names a command to run besides: its first group is shell code. */
  readonly runs?: RegExp;
  /** What the carried words are: a command, shell code (joined with blanks), a script file with its arguments, or nothing. */
  readonly carries: 'command' | 'shell' | 'script' | 'nothing';
  /** Why it cannot be told what runs, whatever the words say. */
  readonly opaque?: string;
  readonly where?: 'child' | 'remote';
  /** With this option the words are arguments of what is read on standard input. */
  readonly fromInput?: string;
  /** Without carried words, what is read on standard input is run; as shell code or as something else. */
  readonly stdin?: 'shell' | 'other';
}

/** OpenSSH reads its keywords in any case, with a blank or `=` behind them; `none` is no command. */
const sshCommands = /^-o=\s*(?:Proxy|Local|KnownHosts)Command[=\s]\s*(?!none$)([\s\S]+)$/i;
const sshOptions = '-b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w';

/** Commands that are looked into. Adding one here is all it takes. */
export const carriers: readonly Carrier[] = [
  // The grammar takes these for commands in places where it does not know them as keywords.
  { names: '! { time', valued: '-f -o --format --output', carries: 'command' },
  {
    names: 'builtin nohup setsid chronic unbuffer busybox toybox ionice',
    valued: '-c -n -p',
    carries: 'command',
  },
  { names: 'command', unless: '-v -V', carries: 'command' },
  { names: 'exec', valued: '-a', carries: 'command' },
  {
    names: 'sudo doas',
    valued:
      '-u -g -h -p -C -r -t -T -U -D -R --user --group --host --prompt --close-from --role --type --chdir --chroot --command-timeout',
    assignments: true,
    unless: '-e -l -v -V -k -K --edit --list --validate --version',
    carries: 'command',
    // With -i or -s and no command.
    stdin: 'shell',
  },
  { names: 'pkexec', valued: '--user', carries: 'command' },
  {
    names: 'env',
    valued: '-u -C --unset --chdir',
    assignments: true,
    code: '-S --split-string',
    carries: 'command',
  },
  { names: 'nice', valued: '-n --adjustment', carries: 'command' },
  { names: 'stdbuf', valued: '-i -o -e --input --output --error', carries: 'command' },
  { names: 'timeout', valued: '-s -k --signal --kill-after', skip: 1, carries: 'command' },
  {
    names: 'xargs',
    valued: '-a -d -E -I -L -n -P -s --arg-file --delimiter --max-args --max-procs --max-chars',
    placeholder: '-I -i --replace',
    carries: 'command',
  },
  {
    names: 'flock',
    valued: '-w -E -c --timeout --wait --conflict-exit-code',
    skip: 1,
    code: '-c',
    carries: 'command',
  },
  { names: 'strace ltrace', valued: '-e -o -p -s -u -E -P', carries: 'command' },
  { names: 'chroot', skip: 1, carries: 'command', where: 'child' },
  {
    names: 'unshare nsenter',
    valued: '-t -S -G --target --setuid --setgid',
    carries: 'command',
    where: 'child',
  },
  {
    names: 'systemd-run',
    valued: '-p -u -t --property --unit --slice --description',
    carries: 'command',
    where: 'child',
  },
  { names: 'sshpass', valued: '-p -f -d', carries: 'command' },
  { names: 'watch', valued: '-n -q --interval', carries: 'shell', where: 'child' },
  {
    names: 'parallel',
    valued: '-j -a -I --jobs --arg-file --delay --timeout --colsep --joblog --results',
    placeholder: '-I',
    carries: 'shell',
    where: 'child',
    stdin: 'shell',
  },
  { names: 'taskset chrt numactl faketime gosu su-exec', valued: '-N -m -C', skip: 1, carries: 'command' },
  {
    names: 'fakeroot eatmydata proxychains proxychains4 torsocks xvfb-run dbus-run-session',
    carries: 'command',
  },
  { names: 'poetry pipenv uv pdm rye', verbs: 'run', carries: 'command', where: 'child' },
  { names: 'bundle pnpm', verbs: 'exec', carries: 'command', where: 'child' },
  { names: 'npx bunx', valued: '-p --package', code: '-c', carries: 'command', where: 'child' },
  { names: 'aws-vault direnv', verbs: 'exec', skip: 1, carries: 'command', where: 'child' },
  { names: 'multipass', verbs: 'exec', valued: '-d', skip: 1, carries: 'command', where: 'remote' },
  {
    names: 'pdsh clush pssh parallel-ssh',
    valued: '-w -x -g -a -l -u -f -t -h -H -p -o',
    carries: 'shell',
    where: 'remote',
  },
  {
    names: 'script',
    valued: '-O -I -T -m -E -o',
    code: '-c --command',
    carries: 'nothing',
    where: 'child',
  },
  {
    names: 'runuser',
    valued: '-u -g -G -w --user --group --supp-group --whitelist-environment',
    needs: '-u --user',
    carries: 'command',
    where: 'child',
  },
  {
    names: 'su runuser',
    valued: '-g -G -s -u -w',
    skip: 2,
    code: '-c --command',
    carries: 'nothing',
    where: 'child',
    stdin: 'shell',
  },
  { names: 'eval', carries: 'shell', opaque: 'runs text as code' },
  {
    names: 'bash sh dash zsh ksh mksh ash rbash fish csh tcsh',
    valued: '-o +o -O +O --rcfile --init-file',
    codeFirst: '-c',
    fromInput: '-s',
    carries: 'script',
    where: 'child',
    stdin: 'shell',
    unless: '--version',
  },
  { names: 'source .', carries: 'script', stdin: 'shell' },
  {
    names: 'python python2 python3',
    valued: '-W -X -c -m',
    unless: '-c -m -V --version',
    carries: 'script',
    where: 'child',
    stdin: 'other',
  },
  {
    names: 'perl ruby',
    valued: '-e -E -I -M -m -r -F',
    unless: '-e -E -v --version',
    carries: 'script',
    where: 'child',
    stdin: 'other',
  },
  {
    names: 'node',
    valued: '-e -p -r --eval --print',
    unless: '-e -p -v --eval --print --version',
    carries: 'script',
    where: 'child',
    stdin: 'other',
  },
  {
    names: 'ssh',
    runs: sshCommands,
    valued: sshOptions,
    skip: 1,
    unless: '-V -G -Q -O',
    carries: 'shell',
    where: 'remote',
    stdin: 'shell',
  },
  {
    names: 'juju',
    verbs: 'ssh',
    runs: sshCommands,
    valued: `-m --model --proxy --pty ${sshOptions}`,
    skip: 1,
    carries: 'shell',
    where: 'remote',
    stdin: 'shell',
  },
  {
    names: 'juju',
    verbs: 'exec',
    valued:
      '-m --model -a --application --app -u --unit --machine --parallel --wait --timeout --format -o --output',
    carries: 'shell',
    where: 'remote',
  },
  {
    names: 'docker podman',
    verbs: 'exec',
    valued: '-e -u -w --env --env-file --user --workdir --detach-keys',
    skip: 1,
    carries: 'command',
    where: 'remote',
  },
  {
    names: 'docker podman',
    verbs: 'compose exec',
    valued: '-f -p -e -u -w --file --env --user --workdir --index',
    skip: 1,
    carries: 'command',
    where: 'remote',
  },
  {
    names: 'docker-compose',
    verbs: 'exec',
    valued: '-f -p -e -u -w --file --env --user --workdir --index',
    skip: 1,
    carries: 'command',
    where: 'remote',
  },
  {
    names: 'kubectl oc',
    verbs: 'exec',
    valued: '-n -c --namespace --container --context --kubeconfig -f --filename',
    skip: 1,
    carries: 'command',
    where: 'remote',
  },
  {
    names: 'lxc incus',
    verbs: 'exec',
    valued: '--env --cwd --user --group --project',
    skip: 1,
    carries: 'command',
    where: 'remote',
  },
  {
    names: 'ip',
    verbs: 'netns exec',
    valued: '-n -netns -f -family',
    oneDash: true,
    skip: 1,
    carries: 'command',
    where: 'child',
  },
];
