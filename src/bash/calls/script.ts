import type { ShellCommand } from '../tree/shell-command.ts';

/** A shell script that a command runs, or reads into its own shell. */
export interface Script {
  /** As it is shown: its path from the project root. */
  readonly file: string;
  /** Empty where it is not looked into. */
  readonly code: string;
  /** Why it is not looked into, as a phrase that follows its name. */
  readonly unread?: string;
}

/**
 * Gives the shell scripts that a command runs, as far as they can be read: none where it runs none, or a program in
 * another language. `from` is the script that the command stands in; `null`: it stands in a block.
 */
export type ReadScripts = (command: ShellCommand, from: Script | null) => readonly Script[];

export const noScripts: ReadScripts = () => [];

/** Whether a script is read into the shell that runs the command, with its functions. */
export function isSourced({ through }: ShellCommand): boolean {
  return /^(?:source|\.)$/.test(through.at(-1) ?? '');
}
