import type { ShellCommand } from '../tree/shell-command.ts';

/** A shell script that a command runs, or reads into its own shell. */
export interface Script {
  /** As it is shown: its path from the project root. */
  readonly file: string;
  /** Empty where it is not looked into. */
  readonly code: string;
  /** Why it is not looked into, as a phrase that follows its name. */
  readonly unread?: string;
  /** Directories in which it may run; left out by whoever does not tell them apart. */
  readonly places?: readonly string[];
  /** Folders that `dirname "$0"` may be in it: its own, or, where it is sourced, those of what sources it. */
  readonly started?: readonly string[];
}

/**
 * Gives the shell scripts that a command runs, as far as they can be read: none where it runs none, or a program in
 * another language. `from` is the script that the command stands in; `null`: it stands in a block.
 */
export type ReadScripts = (command: ShellCommand, from: Script | null) => readonly Script[];

export const noScripts: ReadScripts = () => [];

/** Adds a script to those known by their files; `false`: nothing new is known of it, or there are `most` already. */
export function addScript(scripts: Map<string, Script>, script: Script, most: number): boolean {
  const known = scripts.get(script.file);
  if (known === undefined) return scripts.size < most && scripts.set(script.file, script).size > 0;
  const places = new Set([...(known.places ?? []), ...(script.places ?? [])]);
  const started = new Set([...(known.started ?? []), ...(script.started ?? [])]);
  const isSame = places.size === known.places?.length && started.size === known.started?.length;
  if (isSame || (known.places === undefined && known.started === undefined)) return false;
  // It is the last one now, so that who walks the map comes to it again.
  scripts.delete(script.file);
  scripts.set(script.file, { ...known, places: [...places], started: [...started] });
  return true;
}

/** Whether a script is read into the shell that runs the command, with its functions. */
export function isSourced({ through }: ShellCommand): boolean {
  return /^(?:source|\.)$/.test(through.at(-1) ?? '');
}
