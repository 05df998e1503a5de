import { isMap, isScalar, isSeq } from 'yaml';
import { isReservedVariable } from '../bash/variables/reserved-variables.ts';
import type { Input } from '../model/input.ts';
import type { DocumentText } from './document-text.ts';
import type { Span } from './mapped-text.ts';
import type { Report } from './problem.ts';
import { didYouMean } from './suggest.ts';
import { textOf, type YamlText } from './yaml-text.ts';

/** What reading the inputs needs: the YAML, where it stands, and who is told of problems. */
export interface InputContext {
  readonly yaml: YamlText;
  readonly document: DocumentText;
  readonly report: Report;
}

/**
 * Reads `inputs:`. What is wrong with an input is reported and left out of it, so that in careful mode it is
 * asked for without; `secrets` are the variables that the document declares secret elsewhere.
 */
export function readInputs(
  value: unknown,
  at: Span,
  secrets: readonly string[],
  context: InputContext,
): readonly Input[] {
  const node = context.yaml.resolve(value);
  if (isMap(node))
    return node.items.flatMap(({ key, value }) => readInput(key, value, secrets, context) ?? []);
  const message = 'Unexpected value, expected a map such as `{ MODEL: { prompt: Which model? } }`';
  context.report('input', context.yaml.spanOf(node, at), message);
  return [];
}

function readInput(
  key: unknown,
  value: unknown,
  secrets: readonly string[],
  context: InputContext,
): Input | null {
  const name = isScalar(key) ? String(key.value) : '';
  const span = context.yaml.spanOf(key);
  const fault = findNameFault(name);
  if (fault !== null) {
    context.report('input', span, fault);
    return null;
  }
  const said = readProperties(value, span, context);
  const secret = said.secret?.value === true || secrets.includes(name);
  if (secret && said.secret?.value !== true) {
    const message = `Unexpected input \`${name}\` that \`secrets\` names, expected \`secret: true\` beside its prompt`;
    context.report('input', span, message);
  }
  const source = context.document.locate(span);
  return {
    name,
    prompt: said.prompt?.value ?? name,
    ...readRange(said, secret, context.report),
    secret,
    source,
  };
}

function findNameFault(name: string): string | null {
  if (!/^[A-Za-z_]\w*$/.test(name)) return `Unexpected input \`${name}\`, expected the name of a variable`;
  if (isReservedVariable(name))
    return `Unexpected input \`${name}\`, which means something to the shell; expected a name of your own`;
  return null;
}

interface Placed<T> {
  readonly value: T;
  readonly span: Span;
}

interface Properties {
  readonly prompt?: Placed<string>;
  readonly default?: Placed<string>;
  readonly pattern?: Placed<string>;
  readonly choices?: Placed<readonly string[]>;
  readonly secret?: Placed<boolean>;
}

const keys = ['prompt', 'default', 'pattern', 'choices', 'secret'] as const;

function readProperties(value: unknown, at: Span, context: InputContext): Properties {
  const { yaml, report } = context;
  const node = yaml.resolve(value);
  if (node === null || node === undefined || (isScalar(node) && node.value === null)) return {};
  if (!isMap(node)) {
    const prompt = readText(node, at, /\S/, 'what to ask, or a map with `prompt`', context);
    return prompt === null ? {} : { prompt };
  }
  return Object.assign(
    {},
    ...node.items.map(({ key, value: written }): Properties => {
      const name = isScalar(key) ? String(key.value) : '';
      const known = keys.find((each) => each === name);
      if (known !== undefined) return readProperty(known, written, yaml.spanOf(key), context);
      const hint = didYouMean(name, keys) || `, expected one of ${keys.join(', ')}`;
      report('frontmatter-unknown', yaml.spanOf(key), `Unexpected key \`${name}\` of an input${hint}`);
      return {};
    }),
  );
}

function readProperty(
  name: (typeof keys)[number],
  value: unknown,
  at: Span,
  context: InputContext,
): Properties {
  const node = context.yaml.resolve(value);
  switch (name) {
    case 'choices':
      return given('choices', readChoices(node, at, context));
    case 'secret': {
      const span = context.yaml.spanOf(node, at);
      if (isScalar(node) && typeof node.value === 'boolean') return { secret: { value: node.value, span } };
      context.report('input', span, 'Unexpected value, expected `true` or `false`');
      // What might be meant as a secret is treated as one.
      return { secret: { value: true, span } };
    }
    case 'pattern':
      return given('pattern', readPattern(node, at, context));
    case 'default':
      return given('default', readText(node, at, /^/, 'a text', context));
    case 'prompt':
      return given('prompt', readText(node, at, /\S/, 'what to ask', context));
    default:
      return name satisfies never;
  }
}

function given(name: keyof Properties, value: Placed<unknown> | null): Properties {
  return value === null ? {} : { [name]: value };
}

function readText(
  node: unknown,
  at: Span,
  accepts: RegExp,
  what: string,
  { yaml, report }: InputContext,
): Placed<string> | null {
  const span = yaml.spanOf(node, at);
  const value = isScalar(node) ? textOf(node.value, node.source) : null;
  if (value !== null && accepts.test(value) && !/[\r\n\0]/.test(value)) return { value, span };
  const quotes = isScalar(node) && typeof node.value === 'boolean' ? '; put it in quotes' : '';
  report('input', span, `Unexpected value, expected ${what} on one line${quotes}`);
  return null;
}

function readPattern(node: unknown, at: Span, context: InputContext): Placed<string> | null {
  const pattern = readText(node, at, /\S/, 'a regular expression', context);
  if (pattern === null) return null;
  try {
    new RegExp(pattern.value, 'u');
    return pattern;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const fault = message.slice(message.lastIndexOf(': ') + 2).toLowerCase();
    context.report('input', pattern.span, `Unexpected regular expression \`${pattern.value}\`: ${fault}`);
    return null;
  }
}

function readChoices(node: unknown, at: Span, context: InputContext): Placed<readonly string[]> | null {
  const { yaml, report } = context;
  const span = yaml.spanOf(node, at);
  const items = isSeq(node) ? node.items : [];
  if (items.length === 0) {
    report('input', span, 'Unexpected value, expected a list of at least one choice');
    return null;
  }
  const values: string[] = [];
  for (const item of items) {
    const choice = readText(yaml.resolve(item), span, /\S/, 'a text', context);
    if (choice === null) continue;
    if (values.includes(choice.value))
      report('input', choice.span, `Unexpected second choice \`${choice.value}\``);
    else values.push(choice.value);
  }
  return values.length === 0 ? null : { value: values, span };
}

/** What values are possible; what contradicts the rest is reported and dropped. */
function readRange(
  said: Properties,
  secret: boolean,
  report: Report,
): Pick<Input, 'default' | 'pattern' | 'choices'> {
  const drop = (placed: Placed<unknown> | undefined, message: string | null): boolean => {
    if (placed === undefined || message === null) return false;
    report('input', placed.span, message);
    return true;
  };
  const noChoices = drop(
    said.choices,
    secret ? 'Unexpected choices of a secret, which the document would give away' : null,
  );
  const choices = noChoices ? null : (said.choices?.value ?? null);
  const noPattern = drop(
    said.pattern,
    choices !== null ? 'Unexpected pattern beside choices, expected one of them' : null,
  );
  const pattern = noPattern ? null : (said.pattern?.value ?? null);
  const value = said.default?.value ?? null;
  const noDefault = drop(
    said.default,
    value === null ? null : findDefaultFault(value, pattern, choices, secret),
  );
  return { default: noDefault ? null : value, pattern, choices };
}

function findDefaultFault(
  value: string,
  pattern: string | null,
  choices: readonly string[] | null,
  secret: boolean,
): string | null {
  if (secret) return 'Unexpected default of a secret, which the document would give away';
  if (choices !== null && !choices.includes(value))
    return `Unexpected default \`${value}\`, expected one of the choices: ${choices.join(', ')}`;
  if (pattern !== null && !new RegExp(`^(?:${pattern})$`, 'u').test(value))
    return `Unexpected default \`${value}\`, which the pattern does not match as a whole`;
  return null;
}
