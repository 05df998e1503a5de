import type { Input } from '../model/input.ts';
import { exitCode } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
import { didYouMean } from '../parse/suggest.ts';
import { maySet } from '../plan/may-set.ts';
import { refuseValue } from '../run/refuse-value.ts';
import { Refusal } from '../world/refusal.ts';

/** What `--input NAME=VALUE` says, in the order given. */
export function readInputOptions(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/**
 * The values that the command line gives for inputs. Throws a `Refusal` for one that is unknown, a secret (the list
 * of processes shows command lines), given twice, or not allowed.
 */
export function readGivenInputs(
  given: readonly string[],
  inputs: readonly Input[],
): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const text of given) {
    const at = text.indexOf('=');
    const name = at < 0 ? text : text.slice(0, at);
    const input = findInput(name, inputs);
    if (input.secret)
      refuse(
        `${name} is a secret`,
        `a command line is no place for it: set the environment variable ${name}`,
      );
    if (at < 0) refuse(`--input ${name} gives no value`, `write --input ${name}=VALUE`);
    if (values.has(name)) refuse(`--input ${name} is given twice`, null);
    const value = text.slice(at + 1);
    const wrong = refuseValue(input, value);
    if (wrong !== null) refuse(`the value of the input ${name} ${wrong}`, null);
    values.set(name, value);
  }
  return values;
}

/**
 * The values that a run would have without anybody being asked, given ones and defaults, as far as they are known to
 * stay: no secrets, and none that a step may change.
 */
export function foreseeInputs(plan: Plan, given: readonly string[]): ReadonlyMap<string, string> {
  const { inputs } = plan.requirements;
  const defaults = inputs.flatMap(({ name, default: preset }) =>
    preset === null ? [] : [[name, preset] as const],
  );
  const values = new Map([...defaults, ...readGivenInputs(given, inputs)]);
  return new Map([...values].filter(([name]) => !maySet(plan, name)));
}

function findInput(name: string, inputs: readonly Input[]): Input {
  const found = inputs.find((input) => input.name === name);
  if (found !== undefined) return found;
  const names = inputs.map((input) => input.name);
  const hint = names.length === 0 ? 'it has none' : `its inputs are ${names.join(', ')}`;
  return refuse(`the runbook has no input ${name}${didYouMean(name, names)}`, hint);
}

function refuse(message: string, hint: string | null): never {
  throw new Refusal(message, hint, exitCode.usage);
}
