import { scanEntries } from './snapshot-entries.ts';

/**
 * The state of a shell as bash itself prints it. All strings are bytes in Latin-1, so that values that are
 * no valid UTF-8 survive. Not in it, because bash cannot say or set it: open descriptors, jobs, coprocesses,
 * `$!`, resource limits, the hash table, and RANDOM's sequence.
 */
export interface Snapshot {
  /** Output of `set +o`, of `shopt -p` and of `umask -p`. */
  readonly options: string;
  readonly shopt: string;
  readonly umask: string;
  /** The directory stack, the current directory first. */
  readonly directories: readonly string[];
  /** By name: the command that makes it. */
  readonly aliases: Entries;
  readonly variables: Entries;
  readonly traps: Entries;
  /** All definitions, as one text. */
  readonly functions: string;
  /** `declare -fx NAME` and the like, one a function. */
  readonly functionFlags: readonly string[];
  readonly positional: readonly string[];
}

export type Entries = ReadonlyMap<string, string>;

/** Reads the fields that the session's bash reports, in the order in which it does. */
export function readSnapshot(fields: readonly string[]): Snapshot {
  const [options, shopt, umask, dirs, aliases, variables, functions, flags, traps, ...positional] = fields;
  return {
    options: options ?? '',
    shopt: shopt ?? '',
    umask: umask ?? '',
    directories: lines(dirs),
    aliases: byName(aliases, /^alias (?:-- )?([^=]+)=/),
    variables: readVariables(variables),
    // In posix mode also the signals that have no trap are listed, as `trap -- - HUP`.
    traps: byName(traps, /^trap -- (?!- ).* (\S+)$/s),
    functions: (functions ?? '').replace(ownFunction, ''),
    functionFlags: lines(flags).filter((line) => !line.includes(' __runbook_')),
    positional,
  };
}

/** Reads what `declare -p` printed; the session's own are no part of it. */
export function readVariables(text: string | undefined): Entries {
  return byName(text, /^declare -\S+ (?!__runbook_(?![ux]\b))([^=\s]+)/);
}

/** Those of `sessionFunctions`, as `declare -f` prints them. */
const ownFunction = /^(?:__runbook_\w+ \(\) \n\{[\s\S]*?\n\}|declare -\S+ __runbook_\w+)\n/gm;

function lines(text = ''): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}

function byName(text: string | undefined, name: RegExp): Entries {
  const entries = new Map<string, string>();
  for (const entry of scanEntries(text ?? '')) {
    const found = name.exec(entry)?.[1];
    if (found !== undefined) entries.set(found, entry);
  }
  return entries;
}

/** The snapshot as it is kept: without the variables named, whose values belong on no disk. */
export function withoutVariables(snapshot: Snapshot, names: ReadonlySet<string>): Snapshot {
  return { ...snapshot, variables: new Map([...snapshot.variables].filter(([name]) => !names.has(name))) };
}

/** The snapshot with these variables as they are among the entries; those that are not there are unset. */
export function withVariables(snapshot: Snapshot, names: readonly string[], entries: Entries): Snapshot {
  const variables = new Map(snapshot.variables);
  for (const name of names) {
    const entry = entries.get(name);
    if (entry === undefined) variables.delete(name);
    else variables.set(name, entry);
  }
  return { ...snapshot, variables };
}

/** A snapshot as plain JSON holds it. */
export type PackedSnapshot = Omit<Snapshot, 'aliases' | 'variables' | 'traps'> & {
  readonly [table in 'aliases' | 'variables' | 'traps']: readonly (readonly [string, string])[];
};

export function packSnapshot(snapshot: Snapshot): PackedSnapshot {
  const { aliases, variables, traps } = snapshot;
  return { ...snapshot, aliases: [...aliases], variables: [...variables], traps: [...traps] };
}

export function unpackSnapshot(packed: PackedSnapshot): Snapshot {
  const { aliases, variables, traps } = packed;
  return { ...packed, aliases: new Map(aliases), variables: new Map(variables), traps: new Map(traps) };
}
