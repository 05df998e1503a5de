import { isLongEnough, shortestSecret } from '../journal/secret-forms.ts';
import type { Input } from '../model/input.ts';
import { exitCode } from '../model/outcome.ts';
import { isNobody } from '../run/is-nobody.ts';
import { refuseValue } from '../run/refuse-value.ts';
import type { TerminalPrompter } from '../ui/prompter.ts';
import { Refusal } from '../world/refusal.ts';
import type { World } from '../world/world.ts';

/** What has been answered before anybody is asked. */
export interface InputSources {
  /** From the command line, or from the journal of a run that goes on. */
  readonly given: ReadonlyMap<string, string>;
  readonly prompter: Pick<TerminalPrompter, 'askInput'>;
}

/** The values of all inputs by name. */
export type InputValues = Readonly<Record<string, string>>;

/**
 * Asks for every input that is not answered yet. A secret is answered by the environment variable of its name; any
 * other variable of the environment answers nothing: the operator may not know that it is set. Where nobody can be
 * asked, defaults apply. Throws a `Refusal` for what is missing then.
 */
export async function answerInputs(
  inputs: readonly Input[],
  { given, prompter }: InputSources,
  world: World,
): Promise<InputValues> {
  const values: Record<string, string> = {};
  const missing: Input[] = [];
  for (const input of inputs) {
    const { name } = input;
    const known = given.get(name) ?? secretOf(input, world);
    const answer = known ?? (await prompter.askInput(input, (value) => refuseInput(input, value)));
    if (typeof answer === 'string') values[name] = answer;
    else if (!isNobody(answer)) throw new Refusal('nothing was started', null, exitCode.paused);
    else if (input.default !== null) values[name] = input.default;
    else missing.push(input);
  }
  if (missing.length > 0) throw askElsewhere(missing);
  return values;
}

/** Why a value cannot be taken, as the end of a sentence; `null`: it can. */
function refuseInput(input: Input, value: string): string | null {
  if (input.secret && value !== '' && !isLongEnough(value)) {
    return `is shorter than ${shortestSecret} characters, which would not stay secret`;
  }
  return refuseValue(input, value);
}

function secretOf(input: Input, { env }: World): string | null {
  const value = env[input.name];
  if (!input.secret || value === undefined || value === '') return null;
  const wrong = refuseInput(input, value);
  if (wrong === null) return value;
  throw new Refusal(
    `the value of the secret ${input.name} in the environment ${wrong}`,
    null,
    exitCode.usage,
  );
}

function askElsewhere(missing: readonly Input[]): Refusal {
  const names = missing.map(({ name }) => name).join(', ');
  const open = missing.filter(({ secret }) => !secret).map(({ name }) => `--input ${name}=VALUE`);
  const secrets = missing.filter(({ secret }) => secret).map(({ name }) => name);
  const ways = [
    ...(open.length === 0 ? [] : [`give ${open.join(' ')}`]),
    ...(secrets.length === 0 ? [] : [`set ${secrets.join(' and ')} in the environment`]),
  ];
  const what = missing.length === 1 ? 'an input has no value' : 'inputs have no value';
  return new Refusal(`${what}: ${names}`, `${ways.join(' and ')}, or run it at a terminal`, exitCode.paused);
}

/** As the journal holds them: a secret is kept nowhere. */
export function recordInputs(
  inputs: readonly Input[],
  values: InputValues,
): Readonly<Record<string, string | null>> {
  return Object.fromEntries(inputs.map(({ name, secret }) => [name, secret ? null : (values[name] ?? null)]));
}
