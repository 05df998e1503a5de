import type { Claim, Fact, Pattern } from '../model/expectation.ts';

/** What a claim checks, in a sentence. */
export function describeClaim({ stream, fact }: Claim): string {
  return describeFact(fact, stream === 'both' ? 'the output' : `\`${stream}\``);
}

function describeFact(fact: Fact, where: string): string {
  switch (fact.type) {
    case 'exit':
      return `The last command ends with ${fact.codes.map(describeCode).join(' or ')}.`;
    case 'empty':
      return `There is nothing visible in ${where}.`;
    case 'count':
      return describeCount(fact, where);
    case 'only':
      return `Every line of ${where} holds ${describePattern(fact.pattern)}, and there is at least one line.`;
    case 'contains':
      return `At least one line of ${where} holds ${describePattern(fact.pattern)}.`;
    case 'number':
      return `The first group of ${describePattern(fact.pattern)}, read as a number, is ${fact.op} ${fact.value} wherever it matches in ${where}, and it matches at least once.`;
    case 'json':
      return `${where === 'the output' ? '`stdout`' : where} is JSON in which ${describePath(fact)} ${fact.op} \`${JSON.stringify(fact.value)}\`; a path that is missing fails.`;
    default:
      return fact satisfies never;
  }
}

function describeCode(code: number | 'nonzero' | 'any'): string {
  if (code === 'any') return 'any exit code but 126, 127 and those of signals';
  if (code === 'nonzero') return 'an exit code other than 0, 126, 127 and those of signals';
  return `exit code ${code}`;
}

function describeCount({ count, pattern, members }: Extract<Fact, { type: 'count' }>, where: string): string {
  const { min, max } = count;
  const lines = max === 1 ? 'line' : 'lines';
  const holding =
    pattern === null ? '' : ` that hold${max === 1 && min === 1 ? 's' : ''} ${describePattern(pattern)}`;
  const loose = max !== null && min === 0 && pattern !== null ? ', anywhere in a word and in any case' : '';
  const each =
    members.length === 0
      ? ''
      : ` Each of them has exactly one of ${members.map((member) => `\`${member}\``).join(', ')}, and each of these has exactly one line.`;
  return `${capitalise(describeRange(min, max))} ${lines} of ${where}${holding}${loose}.${each}`;
}

function describeRange(min: number, max: number | null): string {
  if (max === null) return `at least ${min}`;
  if (max === 0) return 'no';
  if (min === max) return `exactly ${min}`;
  return min === 0 ? `at most ${max}` : `${min} to ${max}`;
}

function describePattern(pattern: Pattern): string {
  if (pattern.type === 'literal') return `\`${pattern.value}\` as whole words`;
  return `a match of \`/${pattern.source}/${pattern.flags.replace('u', '')}\``;
}

function describePath({ path }: Extract<Fact, { type: 'json' }>): string {
  const parts = path.map((part) => {
    switch (part.type) {
      case 'key':
        return /^\w+$/.test(part.key) ? `.${part.key}` : `['${part.key}']`;
      case 'index':
        return `[${part.index}]`;
      case 'every':
        return '[*]';
      case 'length':
        return '.length';
      default:
        return part satisfies never;
    }
  });
  const every = path.some(({ type }) => type === 'every') ? 'every ' : '';
  return `${every}\`$${parts.join('')}\` is`;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
