import { isOwnVariable } from './own-variables.ts';
import { quoteBash } from './quote-bash.ts';
import type { Entries, Snapshot } from './snapshot.ts';

/**
 * Bash (in Latin-1) that turns a shell in the state `before` into one in the state `after`. To be sourced at the top level and
 * not inside `{ }`: it must be parsed command by command. Variables whose names are in `except` are left alone.
 */
export function renderChanges(before: Snapshot, after: Snapshot, except: ReadonlySet<string>): string {
  return [
    ...changeLines(before.shopt, after.shopt),
    ...changeDirectories(before.directories, after.directories),
    ...changeVariables(before.variables, after.variables, except),
    ...changeFunctions(before, after),
    ...(before.umask === after.umask ? [] : [after.umask.trim()]),
    ...changePositional(before.positional, after.positional),
    // An alias changes how what follows it is read.
    ...changeAliases(before.aliases, after.aliases),
    ...changeTraps(before.traps, after.traps),
    // Posix mode and the like change how what follows them is executed.
    ...changeLines(before.options, after.options),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

/** Line editing and history belong to interactive shells. */
const interactive = /\b(?:history|histexpand|emacs|vi|monitor)$/;

function changeLines(before: string, after: string): readonly string[] {
  const same = new Set(before.split('\n'));
  return after
    .split('\n')
    .filter((line) => !same.has(line) && !interactive.test(line))
    .map((line) => `\\builtin ${line}`);
}

function changeDirectories(before: readonly string[], after: readonly string[]): readonly string[] {
  const [current, ...below] = after;
  if (current === undefined || same(before, after)) return [];
  return [
    `\\builtin cd -- ${quoteBash(current)}`,
    '\\builtin dirs -c',
    ...below.reverse().map((directory) => `\\builtin pushd -n -- ${quoteBash(directory)}`),
  ];
}

function same(before: readonly string[], after: readonly string[]): boolean {
  return before.length === after.length && before.every((text, index) => text === after[index]);
}

function changeVariables(before: Entries, after: Entries, except: ReadonlySet<string>): readonly string[] {
  const left = (name: string) => isOwnVariable(name) || except.has(name);
  // `cd` has just set OLDPWD.
  const changed = (name: string) =>
    !left(name) && (name === 'OLDPWD' || before.get(name) !== after.get(name));
  return [
    // What changes is unset too, so that it keeps no attribute. No `builtin` before `declare`: bash would
    // not take the array `(…)` after it.
    ...[...before].filter(([name]) => changed(name)).map(([name, entry]) => unsetVariable(name, entry)),
    ...[...after].filter(([name]) => changed(name)).map(([, entry]) => entry),
    ...changeWorkingDirectory(before.get('PWD'), after.get('PWD')),
  ];
}

function unsetVariable(name: string, entry: string): string {
  const isReference = /^declare -\S*n/.test(entry);
  return `\\builtin unset ${isReference ? '-n' : '-v'} ${name}`;
}

/** Its value is where the shell is, which `cd` has seen to; its attributes are as good as any other's. */
function changeWorkingDirectory(before: string | undefined, after: string | undefined): readonly string[] {
  if (after === undefined) return before === undefined ? [] : ['\\builtin unset -v PWD'];
  const flags = /^declare (-\S+)/.exec(after)?.[1] ?? '--';
  return [flags === '--' ? '\\builtin declare +x PWD' : `\\builtin declare ${flags} PWD`];
}

function changeFunctions(before: Snapshot, after: Snapshot): readonly string[] {
  const stays = new Set(after.functionFlags.map(functionName));
  const gone = before.functionFlags.map(functionName).filter((name) => !stays.has(name));
  const flags = after.functionFlags.filter((flag) => !flag.startsWith('declare -f '));
  return [
    ...gone.map((name) => `\\builtin unset -f ${quoteBash(name)}`),
    ...(before.functions === after.functions ? [] : [after.functions]),
    ...flags.filter((flag) => !before.functionFlags.includes(flag)).map((flag) => `\\builtin ${flag}`),
  ];
}

const functionName = (flag: string) => flag.split(' ')[2] ?? '';

function changePositional(before: readonly string[], after: readonly string[]): readonly string[] {
  return same(before, after) ? [] : [`\\builtin set -- ${after.map(quoteBash).join(' ')}`];
}

function changeAliases(before: Entries, after: Entries): readonly string[] {
  const gone = [...before.keys()].filter((name) => !after.has(name));
  const made = [...after].filter(([name, entry]) => before.get(name) !== entry);
  return [
    ...gone.map((name) => `\\builtin unalias -- ${quoteBash(name)}`),
    ...made.map(([, entry]) => `\\builtin ${entry}`),
  ];
}

/** EXIT and DEBUG traps are a block's own. */
const ownTraps = new Set(['EXIT', 'DEBUG']);

function changeTraps(before: Entries, after: Entries): readonly string[] {
  const gone = [...before.keys()].filter((name) => !after.has(name) && !ownTraps.has(name));
  const made = [...after].filter(([name, entry]) => before.get(name) !== entry && !ownTraps.has(name));
  return [
    ...gone.map((name) => `\\builtin trap - ${name}`),
    ...made.map(([, entry]) => `\\builtin ${entry}`),
  ];
}
