import { describe, expect, test } from 'vitest';
import { opensClaim } from '../../src/expect/keywords.ts';
import type { Fact } from '../../src/model/expectation.ts';
import { expectation, locate, parse, readable } from './parsing.ts';

const drift = { type: 'literal', value: 'DRIFT' } as const;

function count(min: number, max: number | null, words: string) {
  return { type: 'count', count: { min, max, words }, pattern: null, members: [] } as const;
}

const facts: readonly (readonly [string, Fact])[] = [
  ['exit 0', { type: 'exit', codes: [0] }],
  ['exit 0 or 2 or nonzero', { type: 'exit', codes: [0, 2, 'nonzero'] }],
  ['exit any', { type: 'exit', codes: ['any'] }],
  ['empty', { type: 'empty' }],
  ['3 lines', count(3, 3, '3')],
  ['1 line', count(1, 1, '1')],
  ['2 to 4 lines', count(2, 4, '2 to 4')],
  ['at least 2 lines', count(2, null, 'at least 2')],
  ['at most 2 lines', count(0, 2, 'at most 2')],
  ['some lines', count(1, null, 'some')],
  ['no lines', count(0, 0, 'no')],
  ['3 DRIFT lines', { ...count(3, 3, '3'), pattern: drift }],
  ['3 DRIFT lines (.8/.12/.16)', { ...count(3, 3, '3'), pattern: drift, members: ['.8', '.12', '.16'] }],
  ['2 lines (10.0.0.0/8, x)', { ...count(2, 2, '2'), members: ['10.0.0.0/8', 'x'] }],
  ["1 line ('a/b, c')", { ...count(1, 1, '1'), members: ['a/b, c'] }],
  ["some 'two words' lines", { ...count(1, null, 'some'), pattern: { type: 'literal', value: 'two words' } }],
  [
    'no /err(or)?/i lines',
    { ...count(0, 0, 'no'), pattern: { type: 'regex', source: 'err(or)?', flags: 'iu' } },
  ],
  ['only DRIFT lines', { type: 'only', pattern: drift }],
  ['DRIFT', { type: 'contains', pattern: drift }],
  ['contains DRIFT', { type: 'contains', pattern: drift }],
  ["'some lines'", { type: 'contains', pattern: { type: 'literal', value: 'some lines' } }],
  ['<none>', { type: 'contains', pattern: { type: 'literal', value: '<none>' } }],
  ['a=b', { type: 'contains', pattern: { type: 'literal', value: 'a=b' } }],
  ['/a[/]b\\/c/', { type: 'contains', pattern: { type: 'regex', source: 'a[/]b\\/c', flags: 'u' } }],
  [
    '/(\\d+) errors/ < 3',
    { type: 'number', pattern: { type: 'regex', source: '(\\d+) errors', flags: 'u' }, op: '<', value: 3 },
  ],
  [
    '/(\\d+)/>=-2.5e1',
    { type: 'number', pattern: { type: 'regex', source: '(\\d+)', flags: 'u' }, op: '>=', value: -25 },
  ],
  ['$ = 3', { type: 'json', path: [], op: '=', value: 3 }],
  [
    "$.a[0]['b c'][*].length != 3",
    {
      type: 'json',
      path: [
        { type: 'key', key: 'a' },
        { type: 'index', index: 0 },
        { type: 'key', key: 'b c' },
        { type: 'every' },
        { type: 'length' },
      ],
      op: '!=',
      value: 3,
    },
  ],
  ["$['length'] = true", { type: 'json', path: [{ type: 'key', key: 'length' }], op: '=', value: true }],
  [
    '$.agent-state=Ready',
    { type: 'json', path: [{ type: 'key', key: 'agent-state' }], op: '=', value: 'Ready' },
  ],
  ["$.a = '3'", { type: 'json', path: [{ type: 'key', key: 'a' }], op: '=', value: '3' }],
  ['$.a = null', { type: 'json', path: [{ type: 'key', key: 'a' }], op: '=', value: null }],
];

test.each(facts)('%s', (text, fact) => {
  expect(readable(text).claims.map((claim) => claim.fact)).toEqual([fact]);
});

test('claims keep their text, stream and place', () => {
  const { claims } = expectation(' stdout  3 DRIFT lines ;stderr empty; $.a = 1;some SKIP lines ');
  expect(claims.map(({ text, stream }) => [text, stream])).toEqual([
    ['stdout  3 DRIFT lines', 'stdout'],
    ['stderr empty', 'stderr'],
    ['$.a = 1', 'stdout'],
    ['some SKIP lines', 'both'],
  ]);
  expect(claims[1]?.source).toEqual(locate(24, 36));
});

test('JSON may be asked for on stderr', () => {
  expect(expectation('stderr $.a = 1').claims[0]?.stream).toBe('stderr');
});

describe('what is not an expectation says what to write', () => {
  test.each([
    ['no drift', 'write "no drift lines"', 0, 8],
    ['no drift', 'or "\'no drift\'" for a line', 0, 8],
    ['3 DRIFT', 'write "3 DRIFT lines"', 0, 7],
    ['some SKIP lines; no drift found', 'write "no \'drift found\' lines"', 17, 31],
    ['all hosts ready', 'write "\'all hosts ready\'"', 0, 15],
    ['all hosts ready', '"all; hosts; ready"', 0, 15],
    ['contains all hosts', 'write "\'all hosts\'"', 9, 18],
    ['DRIFT lines', 'write "some DRIFT lines"', 0, 11],
    ['foo(bar)', 'write "\'foo(bar)\'"', 0, 8],
    ['3', 'write "3 lines"', 0, 1],
    ['no', 'write "no lines"', 0, 2],
    ['3 DRIFT linse', 'did you mean "lines"?', 8, 13],
    ['json $.hosts.length = 3', 'Unexpected "json", write "$.hosts.length = 3"', 0, 4],
    ["stdout the json $.a='b c'", `Unexpected "the", write "$.a = 'b c'"`, 7, 10],
    ['3 lines matching web', 'Unexpected "matching", write "3 web lines"', 8, 20],
    ['at least 1 line with web one', `write "at least 1 'web one' line"`, 16, 28],
    ['no lines that contain /a.b/', 'write "no /a.b/ lines"', 9, 27],
    ['3 lines web', 'Unexpected "web", expected ";"', 8, 11],
    ['3 lnes', 'did you mean "lines"?', 2, 6],
    ['No lines', 'did you mean "no"?', 0, 2],
    ['smoe SKIP lines', 'did you mean "some"?', 0, 4],
    ['ext 0', 'did you mean "exit"?', 0, 3],
    ['stdot some SKIP lines', 'did you mean "stdout"?', 0, 5],
    ['exit nonzro', 'did you mean "nonzero"?', 5, 11],
    ['at lest 3 lines', 'did you mean "at least"?', 3, 7],
    ['exit 300', 'from 0 to 255', 5, 8],
    ['exit', 'Unexpected end', 0, 4],
    ['exit 0, 1', 'Unexpected "0,"', 5, 7],
    ['exit 0 2', 'expected "or"', 7, 8],
    ['stdout exit 0', 'write it without "stdout"', 7, 11],
    ['stdout', 'expected what it holds', 0, 6],
    ['lines', "write 'lines' in single quotes", 0, 5],
    ['contains some', "write 'some' in single quotes", 9, 13],
    ['$.a = some', "write 'some' in single quotes", 6, 10],
    ['contains 3', "write '3' in single quotes", 9, 10],
    ['only SKIP', 'write "only SKIP lines"', 5, 9],
    ['only SKIP line', 'write "only SKIP lines"', 10, 14],
    ['3 DRIFT lines, 2 SKIP lines', 'write ";" between claims', 8, 14],
    ['3 DRIFT lines found', 'expected ";" or the end', 14, 19],
    ['some lines (a/b)', 'after an exact count', 11, 16],
    ['2 lines (a/)', 'empty member', 8, 12],
    ['2 lines (a/b', '"(" without ")"', 8, 9],
    ['a)', '")" without "("', 1, 2],
    ['say "hi"', 'expected single quotes', 4, 5],
    ["it's", 'directly after it', 2, 3],
    ["'open", 'single quote without a second one', 0, 1],
    ["''", 'empty text', 0, 2],
    ['//', 'write "some lines"', 0, 2],
    ['/open', 'put a path in single quotes', 0, 5],
    ['/usr/bin', "'/usr/bin'", 0, 8],
    ['/a/g', 'expected "i" or nothing', 0, 4],
    ['/(/', 'unterminated group', 0, 3],
    ['/x/ < 3', 'expected a group that holds the number', 0, 3],
    ['/(x)/ < many', 'expected a number', 8, 12],
    ['/(x)/ <', 'expected a value', 6, 7],
    ['$.a', 'such as "$.a = Ready"', 0, 3],
    ['$.a == 3', 'write "="', 4, 6],
    ['$.a..b = 3', 'expected .name', 3, 4],
    ['$.a[-1] = 3', 'expected .name', 3, 4],
    ['$.a < Ready', 'expected a number', 6, 11],
    ['$.a = /x/', 'a text in single quotes', 6, 9],
    ['$.a = 12345678901234567890', 'too large to be compared exactly', 6, 26],
    ['', 'empty claim', 0, 0],
    ['empty;', 'empty claim', 5, 6],
    ['a;;b', 'empty claim', 2, 3],
  ])('%s', (text, message, start, end) => {
    const { expectation, problems } = parse(text);
    expect(expectation).toBeNull();
    expect(problems).toEqual([
      { rule: 'expectation-syntax', message: expect.stringContaining(message), start, end },
    ]);
  });

  test('every claim that is wrong is reported', () => {
    expect(parse('no drift; some SKIP lines; 3 DRIFT').problems.map(({ start }) => start)).toEqual([0, 27]);
  });
});

describe('prose that must parse begins as a claim does', () => {
  test.each(['3 DRIFT lines', 'No errors', '/x/', '$.a = 1', 'stdout is empty', ' exit 0', 'empty', '-1'])(
    '%s',
    (text) => expect(opensClaim(text)).toBe(true),
  );
  test.each(['all hosts are Ready', 'nothing', '', "'quoted'", 'Ready'])('not: %s', (text) =>
    expect(opensClaim(text)).toBe(false),
  );
});
