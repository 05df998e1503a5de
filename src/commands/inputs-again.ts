import type { RunStarted } from '../model/event.ts';
import type { Plan } from '../model/plan.ts';
import { refuseValue } from '../run/refuse-value.ts';
import { answerInputs, type InputValues } from './answer-inputs.ts';
import type { GlobalOptions, World } from './world.ts';

/** The inputs of a run that goes on. */
export interface InputsAgain {
  /** All of them. */
  readonly inputs: InputValues;
  /** Those that the session does not know yet, because the document asks for them since. */
  readonly newInputs: InputValues;
}

/**
 * Answers the inputs of a resumed run from its journal. What that does not hold is asked for: secrets, inputs that the
 * document did not have, and those whose value it does not allow any more. Throws a `Refusal` for what is missing.
 */
export async function inputsAgain(
  { inputs: recorded }: RunStarted,
  { requirements }: Plan,
  { noInput }: { readonly noInput: boolean },
  world: World,
  globals: GlobalOptions,
): Promise<InputsAgain> {
  const given = new Map<string, string>();
  for (const input of requirements.inputs) {
    const value = recorded[input.name] ?? null;
    if (value !== null && !input.secret && refuseValue(input, value) === null) given.set(input.name, value);
  }
  const inputs = await answerInputs(requirements.inputs, { given, noInput }, world, globals);
  const isNew = ([name]: [string, string]) => !given.has(name);
  return { inputs, newInputs: Object.fromEntries(Object.entries(inputs).filter(isNew)) };
}
