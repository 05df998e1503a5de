import type { Input } from '../model/input.ts';
import type { Unanswered } from '../run/answers.ts';
import type { Talk } from './talk.ts';

/** Why a text is no value, as the end of a sentence; `null`: it is one. */
export type RefuseText = (text: string) => string | null;

/** The value of an input. Enter takes the default, where there is one; what is not allowed is asked for again. */
export async function askForInput(
  input: Input,
  refuse: RefuseText,
  talk: Talk,
): Promise<string | Unanswered> {
  const { name, prompt, default: preset, choices, secret } = input;
  const asked = prompt === name ? name : `${prompt} (${name})`;
  const text = `${asked}${preset === null ? '' : ` [${preset}]`}`;
  for (;;) {
    const line = await talk.ask({ text, choices: describeChoices(choices, preset, secret), hidden: secret });
    if (typeof line !== 'string') return line;
    const value = secret ? line : line.trim();
    const given = value === '' && preset !== null ? preset : value;
    const wrong = refuse(given);
    if (wrong === null) return given;
    talk.tell(wrong === 'is empty' ? `${name} needs a value.` : `That ${wrong}.`);
  }
}

function describeChoices(choices: readonly string[] | null, preset: string | null, secret: boolean): string {
  const said = [
    ...(choices === null ? [] : [`one of: ${choices.join(', ')}`]),
    ...(secret ? ['what you type does not appear'] : []),
    ...(preset === null ? [] : [`Enter: ${preset === '' ? 'empty' : preset}`]),
  ];
  return said.length === 0 ? '(Ctrl-C: not now)' : `(${said.join('; ')})`;
}
