import type { Command, CommandLine, Flag, Value, Values } from './command-line.ts';

/** What fish completes `runbook` by: to be sourced, or to stand in its folder `completions`. */
export function fishCompletion({ flags, alone, commands }: CommandLine): string {
  const taking = [...flags, ...commands.flatMap((command) => command.flags)].filter(({ value }) => value);
  const names = [...new Set(taking.flatMap((flag) => flag.names))];
  const lines = [
    ...flags.map((flag) => flagLine('', flag)),
    ...alone.map((flag) => flagLine(when("''", 0), flag)),
    ...commands.map(({ name, description }) => `${when("''", 0)} -a ${name} -d ${quote(description)}`),
    `${when("''", 0)} -a help -d 'Show how a command is used.'`,
    `${when('help', 0)} -a ${quote(commands.map(({ name }) => name).join(' '))}`,
    ...commands.flatMap(linesOf),
  ];
  return `${head(names)}
complete -c runbook -f
${lines.map((line) => `complete -c runbook ${line}`).join('\n')}
`;
}

function linesOf({ name, flags, args }: Command): readonly string[] {
  return [
    ...flags.map((flag) => flagLine(when(name), flag)),
    ...args.flatMap(({ values, repeats }, at) =>
      values === null ? [] : [`${when(name, repeats ? undefined : at)} ${offer(values)}`],
    ),
  ];
}

/** Only behind that command, and only as that argument of it. */
function when(command: string, place?: number): string {
  return `-n ${quote(`__runbook_at ${[command, ...(place === undefined ? [] : [place])].join(' ')}`)}`;
}

function flagLine(condition: string, { names, description, value }: Flag): string {
  const written = names.map((name) =>
    name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`,
  );
  return [condition, ...written, ...taken(value), `-d ${quote(description)}`].filter(Boolean).join(' ');
}

function taken(value: Value | null): readonly string[] {
  if (value === null) return [];
  return value.values === null ? ['-x'] : ['-r', offer(value.values)];
}

function offer(values: Values): string {
  if (typeof values !== 'string') return `-f -a ${quote(values.join(' '))}`;
  switch (values) {
    case 'runbook':
      return "-f -a '(__runbook_runbooks)'";
    case 'runbook-or-file':
      return "-F -a '(__runbook_runbooks)'";
    case 'run':
      return "-f -k -a '(__runbook_runs)'";
    case 'rule':
      return "-f -a '(__runbook_rules)'";
    case 'file':
      return '-F';
    case 'directory':
      return "-f -a '(__fish_complete_directories)'";
    default:
      return values satisfies never;
  }
}

const quote = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

const head = (
  taking: readonly string[],
): string => `# fish completion for runbook: runbook completion fish | source

# Whether that command has been typed ('': none yet), and so many arguments of it.
function __runbook_at --argument-names wanted place
    set -l command ''
    set -l arguments 0
    set -l takes no
    set -l tokens (commandline -opc)
    for token in $tokens[2..-1]
        if test $takes = yes
            set takes no
        else if contains -- $token ${taking.join(' ')}
            set takes yes
        else if string match -q -- '-*' $token
            continue
        else if test -z "$command"
            set command $token
        else
            set arguments (math $arguments + 1)
        end
    end
    test "$command" = "$wanted"; and test -z "$place" -o "$place" = $arguments
end

function __runbook_runbooks
    runbook list 2>/dev/null | string match -rg '^(\\S+) +\\d+ steps? '
end

function __runbook_runs
    runbook runs 2>/dev/null | string match -rg '^(\\d+-\\d+-\\S+)'
end

function __runbook_rules
    runbook lint --rules 2>/dev/null | string match -rg '^(\\S+) +(?:error|warning|info)\\*? '
end
`;
