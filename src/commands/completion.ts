import { exitCode } from '../model/outcome.ts';
import { didYouMean } from '../parse/suggest.ts';
import { bashCompletion } from '../usage/bash-completion.ts';
import { type CommandLine, type CommandLineText, describeCommandLine } from '../usage/command-line.ts';
import { fishCompletion } from '../usage/fish-completion.ts';
import { zshCompletion } from '../usage/zsh-completion.ts';
import { Refusal } from '../world/refusal.ts';
import type { CommandRun } from './command.ts';

const shells: ReadonlyMap<string, (line: CommandLine) => string> = new Map([
  ['bash', bashCompletion],
  ['zsh', zshCompletion],
  ['fish', fishCompletion],
]);

/** Prints what a shell completes a command line by. */
export const completionOf =
  (text: CommandLineText): CommandRun =>
  async (world, [shell = '']) => {
    const complete = shells.get(shell);
    if (complete === undefined) {
      const known = [...shells.keys()];
      throw new Refusal(
        `there is no completion for ${shell}${didYouMean(shell, known)}`,
        `there is one for ${known.join(', ')}`,
        exitCode.usage,
      );
    }
    world.stdout.write(complete(describeCommandLine(text)));
    return exitCode.done;
  };
