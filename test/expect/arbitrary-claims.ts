import fc from 'fast-check';
import type { ClaimStream, Count, Fact, Pattern } from '../../src/model/expectation.ts';

/** A claim as the grammar has it, beside what it must be read as. */
export interface WrittenClaim {
  readonly text: string;
  readonly stream: ClaimStream;
  readonly fact: Fact;
}

interface Written<Value> {
  readonly text: string;
  readonly value: Value;
}

const words = ['DRIFT', 'error', 'Ready', 'x', 'NotReady', '.8', 'a=b', '<none>', 'ä'] as const;

const pattern: fc.Arbitrary<Written<Pattern>> = fc.oneof(
  fc.constantFrom(...words).map((word) => ({ text: word, value: { type: 'literal' as const, value: word } })),
  fc
    .constantFrom('two words', 'some', '3', 'a;b', '(x)', 'x')
    .map((value) => ({ text: `'${value}'`, value: { type: 'literal' as const, value } })),
  fc
    .tuple(fc.constantFrom('x+', '^DRIFT', '[/;)]', '\\/', '(a|b)', '$', '.*'), fc.boolean())
    .map(([source, any]) => ({
      text: `/${source}/${any ? 'i' : ''}`,
      value: { type: 'regex' as const, source, flags: any ? ('iu' as const) : ('u' as const) },
    })),
);

const small = fc.nat({ max: 4 });

const count: fc.Arbitrary<Count> = fc.oneof(
  fc.constant({ min: 1, max: null, words: 'some' }),
  fc.constant({ min: 0, max: 0, words: 'no' }),
  small.map((n) => ({ min: n, max: n, words: `${n}` })),
  small.map((n) => ({ min: n, max: null, words: `at least ${n}` })),
  small.map((n) => ({ min: 0, max: n, words: `at most ${n}` })),
  fc.tuple(small, small).map(([min, max]) => ({ min, max, words: `${min} to ${max}` })),
);

const counted: fc.Arbitrary<Written<Fact>> = fc
  .tuple(count, fc.option(pattern), fc.constantFrom('line', 'lines'))
  .map(([amount, text, noun]) => ({
    text: [amount.words, ...(text ? [text.text] : []), noun].join(' '),
    value: { type: 'count', count: amount, pattern: text?.value ?? null, members: [] },
  }));

const membered: fc.Arbitrary<Written<Fact>> = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom('.8', '.12', 'x', 'a b', 'node-1'), { minLength: 1, maxLength: 3 }),
    fc.constantFrom('/', ', '),
    fc.option(pattern),
  )
  .map(([members, separator, text]) => {
    const words = `${members.length}`;
    return {
      text: [words, ...(text ? [text.text] : []), `lines (${members.join(separator)})`].join(' '),
      value: {
        type: 'count',
        count: { min: members.length, max: members.length, words },
        pattern: text?.value ?? null,
        members,
      },
    };
  });

const code = fc.oneof(fc.nat({ max: 255 }), fc.constantFrom('nonzero' as const, 'any' as const));
const op = fc.constantFrom('=', '!=', '<', '<=', '>', '>=' as const);
const gap = fc.constantFrom('', ' ');

const exit: fc.Arbitrary<Written<Fact>> = fc
  .array(code, { minLength: 1, maxLength: 3 })
  .map((codes) => ({ text: `exit ${codes.join(' or ')}`, value: { type: 'exit', codes } }));

const number: fc.Arbitrary<Written<Fact>> = fc
  .tuple(fc.constantFrom('(\\d+) x', 'x=(.*)'), op, fc.integer({ min: -3, max: 3 }), gap)
  .map(([source, op, value, space]) => ({
    text: `/${source}/${space}${op}${space}${value}`,
    value: { type: 'number', pattern: { type: 'regex', source, flags: 'u' }, op, value },
  }));

const path = fc.array(
  fc.constantFrom(
    { text: '.a', part: { type: 'key' as const, key: 'a' } },
    { text: "['b c']", part: { type: 'key' as const, key: 'b c' } },
    { text: '[0]', part: { type: 'index' as const, index: 0 } },
    { text: '[*]', part: { type: 'every' as const } },
    { text: '.length', part: { type: 'length' as const } },
  ),
  { maxLength: 3 },
);

const value = fc.constantFrom(
  { text: '3', value: 3 },
  { text: 'true', value: true },
  { text: 'null', value: null },
  { text: 'Ready', value: 'Ready' },
  { text: "'3 x'", value: '3 x' },
);

const json: fc.Arbitrary<Written<Fact>> = fc
  .tuple(
    path,
    fc.oneof(
      fc.tuple(fc.constantFrom('=', '!=' as const), value),
      fc.tuple(op, fc.constant({ text: '3', value: 3 })),
    ),
    gap,
  )
  .map(([parts, [op, right], space]) => ({
    text: `$${parts.map(({ text }) => text).join('')}${space}${op}${space}${right.text}`,
    value: { type: 'json', path: parts.map(({ part }) => part), op, value: right.value },
  }));

const simple: fc.Arbitrary<Written<Fact>> = fc.oneof(
  fc.constant({ text: 'empty', value: { type: 'empty' as const } }),
  pattern.map(({ text, value }) => ({
    text: `only ${text} lines`,
    value: { type: 'only' as const, pattern: value },
  })),
  pattern.map(({ text, value }) => ({ text, value: { type: 'contains' as const, pattern: value } })),
  pattern.map(({ text, value }) => ({
    text: `contains ${text}`,
    value: { type: 'contains' as const, pattern: value },
  })),
);

const streamed: fc.Arbitrary<WrittenClaim> = fc
  .tuple(
    fc.constantFrom(null, 'stdout' as const, 'stderr' as const),
    fc.oneof(counted, counted, membered, number, json, simple),
  )
  .map(([stream, { text, value }]) => ({
    text: stream === null ? text : `${stream} ${text}`,
    stream: stream ?? (value.type === 'json' ? 'stdout' : 'both'),
    fact: value,
  }));

/** Any claim of the grammar. */
export const anyClaim: fc.Arbitrary<WrittenClaim> = fc.oneof(
  { weight: 6, arbitrary: streamed },
  { weight: 1, arbitrary: exit.map(({ text, value }) => ({ text, stream: 'both' as const, fact: value })) },
);

/** One to four claims. */
export const anyClaims = fc.array(anyClaim, { minLength: 1, maxLength: 4 });

/** The text of an expectation. */
export function writeClaims(claims: readonly WrittenClaim[]): string {
  return claims.map(({ text }) => text).join('; ');
}
