import type { Operator } from '../model/event.ts';
import { needsName } from '../model/operator-name.ts';
import { exitCode } from '../model/outcome.ts';
import { identifyOperator } from '../project/identify-operator.ts';
import { isNobody } from '../run/is-nobody.ts';
import { openPrompter } from '../world/prompter.ts';
import { Refusal } from '../world/refusal.ts';
import type { GlobalOptions, World } from '../world/world.ts';

export interface IdentifyOptions {
  /** `--as`. */
  readonly name: string | null;
  readonly noInput: boolean;
}

/** Who acts; where the account is shared and a human is there, the name is asked for, once. */
export async function identify(
  options: IdentifyOptions,
  world: World,
  globals: GlobalOptions,
): Promise<Operator> {
  const operator = identifyOperator({ env: world.env, name: options.name });
  if (!needsName(operator)) return operator;
  const name = await openPrompter(options, world, globals).askName(operator.account);
  if (name === null || typeof name === 'string') return { ...operator, name };
  if (isNobody(name)) return operator;
  throw new Refusal('nothing was started', null, exitCode.paused);
}
