import type { Entries, Snapshot } from './snapshot.ts';

/** A snapshot as a file may hold it, and what is left out of it, in words. */
export interface Withheld {
  readonly snapshot: Snapshot;
  readonly parts: readonly string[];
}

/** No directory: a session that cannot be where it was runs no block. */
const nowhere = '/dev/null/withheld';

/**
 * Leaves out of a snapshot whatever has a secret in it, its variables aside, which are kept apart already. `isHeldBy`
 * tells that of a text as bash has printed it. Of the functions, which are one text, all go.
 */
export function withholdSecrets(snapshot: Snapshot, isHeldBy: (text: string) => boolean): Withheld {
  const parts: string[] = [];
  const leave = (held: boolean, part: string) => {
    if (held) parts.push(part);
    return held;
  };
  const open = (entries: Entries, what: string): Entries =>
    new Map([...entries].filter(([name, entry]) => !leave(isHeldBy(entry), `${what} ${name}`)));
  const aliases = open(snapshot.aliases, 'alias');
  const traps = open(snapshot.traps, 'trap on');
  const noFunctions = leave(isHeldBy(snapshot.functions), 'functions');
  const noPositional = leave(snapshot.positional.some(isHeldBy), 'positional parameters');
  const directories = snapshot.directories.map((path) =>
    leave(isHeldBy(path), 'directory') ? nowhere : path,
  );
  if (parts.length === 0) return { snapshot, parts };
  const functions = noFunctions ? { functions: '', functionFlags: [] } : {};
  const positional = noPositional ? { positional: [] } : {};
  return { snapshot: { ...snapshot, aliases, traps, directories, ...functions, ...positional }, parts };
}
