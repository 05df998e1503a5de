import { exitCode } from '../model/outcome.ts';
import type { TerminalPrompter } from '../ui/prompter.ts';
import { Refusal } from '../world/refusal.ts';
import type { World } from '../world/world.ts';

/**
 * The world with the values of a resumed run's secrets, which no file keeps: those that are not in the
 * environment are asked for. Throws a `Refusal` where nobody can be asked.
 */
export async function askSecrets(
  names: readonly string[],
  prompter: Pick<TerminalPrompter, 'askSecret'>,
  world: World,
): Promise<World> {
  const given: Record<string, string> = {};
  for (const name of names.filter((each) => world.env[each] === undefined)) {
    const value = await prompter.askSecret(name);
    if (typeof value === 'string') given[name] = value;
    else if (value !== null) {
      const hint = 'set it in the environment, or resume at a terminal';
      throw new Refusal(`the value of the secret ${name} has to be given again`, hint, exitCode.paused);
    }
  }
  return { ...world, env: { ...world.env, ...given } };
}
