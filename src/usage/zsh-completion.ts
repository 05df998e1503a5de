import type { Command, CommandLine, Flag, Value, Values } from './command-line.ts';

/** What zsh completes `runbook` by: to be sourced, or to stand as `_runbook` in a folder of `fpath`. */
export function zshCompletion({ flags, alone, commands }: CommandLine): string {
  const described = commands.map(({ name, description }) => quote(`${name}:${description}`));
  const cases = commands.map(
    (command) => `        ${command.name}) _arguments -s ${specs(command, flags)} ;;`,
  );
  return `${head}
_runbook() {
  local program=$words[1] context state state_descr line
  typeset -A opt_args
  local -a commands=(
${described.map((text) => `    ${text}`).join('\n')}
    'help:Show how a command is used.'
  )
  _arguments -C ${[...flags, ...alone].flatMap(flagSpecs).join(' ')} '1:command:->command' '*::argument:->arguments'
  case $state in
    command) _describe -t commands command commands ;;
    arguments)
      case $words[1] in
        help) _describe -t commands command commands ;;
${cases.join('\n')}
      esac ;;
  esac
}

if [[ $funcstack[1] == _runbook ]]; then
  _runbook "$@"
else
  compdef _runbook runbook
fi
`;
}

function specs({ flags, args }: Command, always: readonly Flag[]): string {
  const places = args.map((value, at) =>
    quote(`${value.repeats ? '*' : at + 1}${value.optional && !value.repeats ? '::' : ':'}${action(value)}`),
  );
  return [...flags, ...always].flatMap(flagSpecs).concat(places).join(' ');
}

/** A specification for each name of a flag, which exclude one another. */
function flagSpecs({ names, description, value }: Flag): readonly string[] {
  const more = value !== null && /=/.test(value.name);
  const exclusive = names.length > 1 ? `(${names.join(' ')})` : '';
  const text = description.replace(/[\\[\]:]/g, '\\$&');
  // All words up to the next flag, where there can be several.
  const taken = value === null ? '' : `${value.repeats ? ':*-*' : ''}:${action(value)}`;
  return names.map((name) => quote(`${more ? '*' : exclusive}${name}[${text}]${taken}`));
}

function action({ name, values }: Value): string {
  return `${name.replaceAll(':', '\\:')}:${values === null ? '' : offer(values)}`;
}

function offer(values: Values): string {
  if (typeof values !== 'string') return `(${values.join(' ')})`;
  switch (values) {
    case 'runbook':
      return '_runbook_runbooks';
    case 'runbook-or-file':
      return '_runbook_runbooks_and_files';
    case 'run':
      return '_runbook_runs';
    case 'rule':
      return '_runbook_rules';
    case 'file':
      return '_files';
    case 'directory':
      return '_files -/';
    default:
      return values satisfies never;
  }
}

const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const head = `#compdef runbook
# zsh completion for runbook: source <(runbook completion zsh)

_runbook_runbooks() {
  local id count unit rest
  local -a ids
  "$program" list 2>/dev/null | while read -r id count unit rest; do
    [[ $unit != step* ]] || ids+=("$id")
  done
  compadd -a ids
}

_runbook_runbooks_and_files() {
  _alternative 'runbooks:runbook:_runbook_runbooks' 'files:file:_files'
}

_runbook_runs() {
  local id rest
  local -a ids
  "$program" runs 2>/dev/null | while read -r id rest; do
    [[ $id != [0-9]*-[0-9]*-* ]] || ids+=("$id")
  done
  compadd -V runs -a ids
}

_runbook_rules() {
  local id severity rest
  local -a ids
  "$program" lint --rules 2>/dev/null | while read -r id severity rest; do
    [[ $severity != (error|warning|info)(|'*') ]] || ids+=("$id")
  done
  compadd -a ids
}
`;
