import type { Command, CommandLine, Flag, Value, Values } from './command-line.ts';

/** What bash completes `runbook` by; it is to be sourced. */
export function bashCompletion({ flags, alone, commands }: CommandLine): string {
  const always = [...flags, ...alone];
  const taking = [...always.map((flag) => ['*', flag] as const), ...flagsOf(commands)];
  const names = commands.map(({ name }) => name).join(' ');
  const flagWords = commands.map(
    (command) => `${command.name}) _runbook_words ${words([...command.flags, ...flags])} ;;`,
  );
  const places = [
    `help:0) _runbook_words ${names} ;;`,
    ...commands.flatMap(placesOf),
    ...always.flatMap((flag) => placeOf(`*:${nameOf(flag)}`, flag.value)),
  ];
  return `${head}
_runbook() {
  local program=$1 current=$2 command='' taking='' place=0 i word
  COMPREPLY=()
  [[ $current != '=' ]] || current=''
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ $word == '=' ]]; then
      continue
    elif [[ $word == -* ]]; then
      taking=''
      case $command:$word in
        ${pattern(taking.filter(([, { value }]) => value !== null))}) taking=$word ;;
      esac
    elif [[ -n $taking ]]; then
      case $command:$taking in
        ${pattern(taking.filter(([, { value }]) => value?.repeats))}) ;;
        *) taking='' ;;
      esac
    elif [[ -z $command ]]; then
      command=$word
    else
      place=$((place + 1))
    fi
  done

  if [[ -z $taking && $current == -* ]]; then
    case $command in
${[`'') _runbook_words ${words(always)} ;;`, ...flagWords].map(indent).join('\n')}
    esac
  elif [[ -z $taking && -z $command ]]; then
    _runbook_words ${names} help
  else
    case $command:\${taking:-$place} in
${places.map(indent).join('\n')}
    esac
  fi
}

complete -F _runbook runbook
`;
}

const indent = (line: string): string => `      ${line}`;
const nameOf = ({ names }: Flag): string => names.at(-1) as string;
const words = (flags: readonly Flag[]): string => flags.flatMap(({ names }) => names).join(' ');

const flagsOf = (commands: readonly Command[]) =>
  commands.flatMap(({ name, flags }) => flags.map((flag) => [name, flag] as const));

const pattern = (flags: readonly (readonly [command: string, flag: Flag])[]): string =>
  flags.map(([command, flag]) => `${command}:${nameOf(flag)}`).join(' | ');

function placesOf({ name, flags, args }: Command): readonly string[] {
  return [
    ...flags.flatMap((flag) => placeOf(`${name}:${nameOf(flag)}`, flag.value)),
    ...args.flatMap((value, at) => placeOf(`${name}:${value.repeats ? '[0-9]*' : at}`, value)),
  ];
}

function placeOf(place: string, value: Value | null): readonly string[] {
  return value === null || value.values === null ? [] : [`${place}) ${offer(value.values)} ;;`];
}

function offer(values: Values): string {
  if (typeof values !== 'string') return `_runbook_words ${values.join(' ')}`;
  switch (values) {
    case 'runbook':
      return '_runbook_lines < <(_runbook_runbooks)';
    case 'runbook-or-file':
      return '_runbook_lines < <(_runbook_runbooks) && _runbook_files -f';
    case 'run':
      return '_runbook_lines < <(_runbook_runs)';
    case 'rule':
      return '_runbook_lines < <(_runbook_rules)';
    case 'file':
      return '_runbook_files -f';
    case 'directory':
      return '_runbook_files -d';
    default:
      return values satisfies never;
  }
}

// What documents and runs are called is never handed to `compgen -W`, which would expand it.
const head = `# bash completion for runbook: source <(runbook completion bash)

_runbook_lines() {
  local line
  while IFS= read -r line; do
    [[ $line != "$current"* ]] || COMPREPLY+=("$(printf %q "$line")")
  done
}

_runbook_words() {
  _runbook_lines < <(printf '%s\\n' "$@")
}

_runbook_files() {
  compopt -o filenames 2>/dev/null
  local line
  while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen "$1" -- "$current")
}

_runbook_runbooks() {
  local id count unit rest
  "$program" list 2>/dev/null | while read -r id count unit rest; do
    [[ $unit != step* ]] || printf '%s\\n' "$id"
  done
}

_runbook_runs() {
  local id rest
  "$program" runs 2>/dev/null | while read -r id rest; do
    [[ $id != [0-9]*-[0-9]*-* ]] || printf '%s\\n' "$id"
  done
}

_runbook_rules() {
  local id severity rest
  "$program" lint --rules 2>/dev/null | while read -r id severity rest; do
    [[ $severity != @(error|warning|info)?('*') ]] || printf '%s\\n' "$id"
  done
}
`;
