import type { Claim, Operator, Pattern } from '../../../src/model/expectation.ts';

const opposite: Readonly<Record<Operator, Operator>> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
};

/** Other claims in the place of one: counts, members, words and negation changed, each alone. */
export function changeClaim({ text, fact }: Claim): readonly string[] {
  const all = changes(text, fact).filter((each) => each !== text);
  return [...new Set(all)];
}

function changes(text: string, fact: Claim['fact']): readonly string[] {
  switch (fact.type) {
    case 'exit':
      return fact.codes.flatMap((code) =>
        typeof code === 'number' ? [text.replace(String(code), String(code + 1))] : [],
      );
    case 'empty':
      return [text.replace('empty', 'some lines')];
    case 'count':
      return [
        ...(fact.members.length > 0 ? changeMembers(text, fact.members) : changeCount(text, fact.count)),
        ...changePattern(text, fact.pattern),
      ];
    case 'only':
      return [text.replace('only', 'some'), ...changePattern(text, fact.pattern)];
    case 'contains':
      return changePattern(text, fact.pattern);
    case 'number':
    case 'json':
      return [
        text.replace(new RegExp(`\\s${fact.op}\\s`), ` ${opposite[fact.op]} `),
        text.replace(/(\S+)$/, (value) => otherValue(value)),
      ];
    default:
      return fact satisfies never;
  }
}

type Counted = Extract<Claim['fact'], { type: 'count' }>['count'];

function changeCount(text: string, { words, min, max }: Counted): readonly string[] {
  const become = (other: string) => text.replace(words, other);
  if (words === 'some') return [become('no'), become('at least 2')];
  if (words === 'no') return [become('some'), become('at most 1')];
  const numbers = max === null || max === min ? [min] : [min, max];
  return numbers.flatMap((number) =>
    [number + 1, number - 1]
      .filter((other) => other > 0)
      .map((other) => become(words.replace(String(number), String(other)))),
  );
}

/** Another member, or one less of them. */
function changeMembers(text: string, members: readonly string[]): readonly string[] {
  const open = text.lastIndexOf('(');
  const [head, tail] = [text.slice(0, open), text.slice(open)];
  const others = members.map((member) => head + tail.replace(member, otherWord(member)));
  const separator = tail.includes(',') ? ', ' : '/';
  const fewer = members.slice(0, -1);
  const less =
    fewer.length === 0 ? [] : [`${head.replace(/\d+/, String(fewer.length))}(${fewer.join(separator)})`];
  return [...others, ...less];
}

function changePattern(text: string, pattern: Pattern | null): readonly string[] {
  if (pattern === null) return [];
  if (pattern.type === 'literal') return [text.replace(pattern.value, otherWord(pattern.value))];
  return [text.replace(`/${pattern.source}/`, () => `/(?:${pattern.source})zz/`)];
}

function otherWord(word: string): string {
  return /\d$/.test(word) ? word.replace(/\d+$/, (number) => String(Number(number) + 1)) : `${word}x`;
}

function otherValue(value: string): string {
  if (value === 'true') return 'false';
  if (value === 'false' || value === 'null') return 'true';
  if (value.endsWith("'")) return `${value.slice(0, -1)}x'`;
  return otherWord(value);
}
