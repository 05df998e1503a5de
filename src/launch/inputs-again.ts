import type { Entry } from '../model/event.ts';
import type { Input } from '../model/input.ts';
import { exitCode } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
import { inputsOnRecord } from '../run/inputs-on-record.ts';
import { refuseValue } from '../run/refuse-value.ts';
import type { TerminalPrompter } from '../ui/prompter.ts';
import { Refusal } from '../world/refusal.ts';
import type { World } from '../world/world.ts';
import { answerInputs, type InputValues } from './answer-inputs.ts';
import { readGivenInputs } from './given-inputs.ts';

/** The inputs of a run that goes on. */
export interface InputsAgain {
  /** All of them. */
  readonly inputs: InputValues;
  /** Those that the session does not know yet, because the document asks for them since. */
  readonly newInputs: InputValues;
}

/**
 * Answers the inputs of a resumed run from its journal. What that does not hold is taken from the command line or asked
 * for: secrets, inputs that the document did not have, and those whose value it does not allow any more. Throws a
 * `Refusal` for what is missing, and for a value that would take the place of one the run has.
 */
export async function inputsAgain(
  entries: readonly Entry[],
  { requirements: { inputs } }: Plan,
  request: { readonly inputs: readonly string[]; readonly prompter: Pick<TerminalPrompter, 'askInput'> },
  world: World,
): Promise<InputsAgain> {
  const recorded = inputsOnRecord(entries);
  const kept = new Map(inputs.flatMap((input) => keptValue(input, recorded[input.name] ?? null)));
  const given = readGivenInputs(request.inputs, inputs);
  const again = [...given.keys()].find((name) => kept.has(name));
  if (again !== undefined) {
    throw new Refusal(
      `the run has its ${again} already`,
      'a value is given once, when a run begins',
      exitCode.usage,
    );
  }
  const known = { given: new Map([...kept, ...given]), prompter: request.prompter };
  const values = await answerInputs(inputs, known, world);
  const unseen = inputsOnRecord(sinceLastBlock(entries));
  const isNew = ([name]: [string, string]) => !kept.has(name) || Object.hasOwn(unseen, name);
  return { inputs: values, newInputs: Object.fromEntries(Object.entries(values).filter(isNew)) };
}

/** What no block has run after is in no snapshot of the session. */
function sinceLastBlock(entries: readonly Entry[]): readonly Entry[] {
  return entries.slice(entries.findLastIndex(({ type }) => type === 'block-started') + 1);
}

/** What the journal has, unless it is not what was given, because a part of it was a secret. */
function keptValue(input: Input, value: string | null): readonly (readonly [string, string])[] {
  if (value === null || input.secret || value.includes('[redacted ')) return [];
  return refuseValue(input, value) === null ? [[input.name, value]] : [];
}
