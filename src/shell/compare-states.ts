import { isOwnVariable } from './own-variables.ts';
import type { Entries, Snapshot } from './snapshot.ts';

/** What of a wanted state a shell does not have, by name; variables in `except` are not looked at. */
export function findMissingState(
  wanted: Snapshot,
  actual: Snapshot,
  except: ReadonlySet<string>,
): readonly string[] {
  const texts = ['options', 'shopt', 'umask', 'functions'] as const;
  return [
    ...differences(wanted.variables, actual.variables)
      .filter((name) => !isOwnVariable(name) && !except.has(name))
      .map((name) => `variable ${name}`),
    ...differences(wanted.aliases, actual.aliases).map((name) => `alias ${name}`),
    ...differences(wanted.traps, actual.traps).map((name) => `trap of ${name}`),
    ...texts.filter((text) => wanted[text] !== actual[text]).map((text) => `state of the shell: ${text}`),
    ...(wanted.positional.join('\0') === actual.positional.join('\0') ? [] : ['positional parameters']),
  ];
}

function differences(wanted: Entries, actual: Entries): readonly string[] {
  return [...new Set([...wanted.keys(), ...actual.keys()])].filter(
    (name) => wanted.get(name) !== actual.get(name),
  );
}
