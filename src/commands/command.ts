import type { CommandText } from '../usage/command-line.ts';
import type { GlobalOptions, World } from '../world/world.ts';

/** Carries a command out and gives its exit code. */
export type CommandRun = (
  world: World,
  args: readonly string[],
  options: Record<string, unknown>,
  globals: GlobalOptions,
) => Promise<number>;

/** One command of the command line. `--help`, completions and the man page are made from this table. */
export interface CommandEntry extends CommandText {
  /** Imports the command's own code; nothing is loaded that is not asked for. */
  load(): Promise<CommandRun>;
}
