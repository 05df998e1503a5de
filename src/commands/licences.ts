import { exitCode } from '../model/outcome.ts';
import { readShipped } from '../shipped/shipped-file.ts';
import { Refusal } from '../world/refusal.ts';
import type { CommandRun } from './command.ts';

/** Prints the licences of the packages that were bundled; of Node too, where it is inside the executable. */
export const licences: CommandRun = async (world) => {
  const text = readShipped('THIRD-PARTY-LICENCES.txt');
  if (text === null)
    throw new Refusal('the licences are gathered when the package is built', null, exitCode.usage);
  world.stdout.write(text);
  return exitCode.done;
};
