import { exitCode } from '../model/outcome.ts';
import { type CommandLineText, describeCommandLine } from '../usage/command-line.ts';
import { manPage } from '../usage/man-page.ts';
import { version } from '../world/version.ts';
import type { CommandRun } from './command.ts';

/** Prints the man page of a command line. */
export const manOf =
  (text: CommandLineText): CommandRun =>
  async (world) => {
    world.stdout.write(manPage(describeCommandLine(text), version));
    return exitCode.done;
  };
