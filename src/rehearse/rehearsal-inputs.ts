import { isLongEnough, shortestSecret } from '../journal/secret-forms.ts';
import type { Input } from '../model/input.ts';
import { didYouMean } from '../parse/suggest.ts';
import { refuseValue } from '../run/refuse-value.ts';
import type { Difference } from './judge-rehearsal.ts';
import { placeOf, type Scenario } from './scenario.ts';

/** The values of a run's inputs, and what is wrong with those that the scenario gives. */
export interface RehearsalInputs {
  readonly values: Readonly<Record<string, string>>;
  readonly differences: readonly Difference[];
}

/** Takes a scenario's inputs as the operator's answers; a default answers where the scenario gives nothing. */
export function readInputs(scenario: Scenario, inputs: readonly Input[]): RehearsalInputs {
  const values: Record<string, string> = {};
  const differences: Difference[] = [];
  const complain = (name: string, message: string) =>
    differences.push({ at: placeOf(scenario, `inputs.${name}`), message, expected: null, found: null });
  for (const input of inputs) {
    const value = scenario.inputs[input.name] ?? input.default;
    const wrong = value === null ? null : refuse(input, value);
    if (value === null)
      complain(input.name, `the runbook asks for the input ${input.name}, and the scenario gives none`);
    else if (wrong !== null) complain(input.name, `the value of the input ${input.name} ${wrong}`);
    else values[input.name] = value;
  }
  const names = inputs.map(({ name }) => name);
  for (const name of Object.keys(scenario.inputs).filter((each) => !names.includes(each)))
    complain(name, `the runbook has no input ${name}${didYouMean(name, names)}`);
  return { values, differences };
}

function refuse(input: Input, value: string): string | null {
  if (input.secret && !isLongEnough(value))
    return `is shorter than the ${shortestSecret} characters that a secret has: a shorter one would be found in innocent text`;
  return refuseValue(input, value);
}
