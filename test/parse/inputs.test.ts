import { describe, expect, test } from 'vitest';
import { fence, parseDocument } from './parse-document.ts';

/** Lines below `inputs:`, which is the third line of the document. */
function parse(lines: string, { rest = '', below = true } = {}) {
  const inner = lines.replace(/^/gm, '    ');
  return parseDocument(`---\nrunbook:\n  inputs:\n${inner}\n${rest}---\n${fence('bash', 'a')}`, { below });
}

describe('inputs', () => {
  test('are read with what they may be, in order', () => {
    const lines = [
      'MODEL: Which model?',
      'NAME:',
      'COUNT: { prompt: "How many?", default: 03, pattern: "\\\\d+" }',
      'PLACE: { choices: [lab, "10", 20], default: 20 }',
      'TOKEN: { secret: true }',
    ];
    const { runbook, problems } = parse(lines.join('\n'), { rest: '  secrets: [KEY_ID]\n' });
    expect(problems).toEqual([]);
    const { inputs, secrets } = runbook.requirements;
    const nothing = { default: null, pattern: null, choices: null, secret: false };
    expect(inputs.map(({ source, ...input }) => input)).toEqual([
      { ...nothing, name: 'MODEL', prompt: 'Which model?' },
      { ...nothing, name: 'NAME', prompt: 'NAME' },
      { ...nothing, name: 'COUNT', prompt: 'How many?', default: '03', pattern: '\\d+' },
      { ...nothing, name: 'PLACE', prompt: 'PLACE', default: '20', choices: ['lab', '10', '20'] },
      { ...nothing, name: 'TOKEN', prompt: 'TOKEN', secret: true },
    ]);
    expect(inputs[0]?.source.position).toMatchObject({
      start: { line: 4, column: 5 },
      end: { line: 4, column: 10 },
    });
    expect(secrets).toEqual(['KEY_ID', 'TOKEN']);
  });

  test('that are secret are among the secrets once', () => {
    const { runbook } = parse('TOKEN: { secret: true }', { rest: '  secrets: [TOKEN]\n' });
    expect(runbook.requirements.secrets).toEqual(['TOKEN']);
  });

  test.each([
    ['A-B: x', '4:5-4:8 Unexpected input `A-B`, expected the name of a variable'],
    ['1A: x', '4:5-4:7 Unexpected input `1A`, expected the name of a variable'],
    ...['PATH', 'HOME', 'IFS', 'LD_PRELOAD', 'BASH_ENV', 'LC_ALL', 'RUNBOOK_SESSION_ID'].map((name) => [
      `${name}: x`,
      `4:5-4:${5 + name.length} Unexpected input \`${name}\`, which means something to the shell`,
    ]),
    ['A: [x]', '4:8-4:11 Unexpected value, expected what to ask, or a map with `prompt`'],
    ['A: { promt: x }', '4:10-4:15 Unexpected key `promt` of an input; did you mean `prompt`?'],
    ['A: { zzz: x }', '4:10-4:13 Unexpected key `zzz` of an input, expected one of prompt, default'],
    ['A: { prompt: "" }', '4:18-4:20 Unexpected value, expected what to ask on one line'],
    ['A: { default: true }', '4:19-4:23 Unexpected value, expected a text on one line; put it in quotes'],
    ['A: { default: "a\\nb" }', '4:19-4:25 Unexpected value, expected a text on one line'],
    ['A: { pattern: "(" }', '4:19-4:22 Unexpected regular expression `(`: unterminated group'],
    ['A: { pattern: "\\\\-" }', '4:19-4:24 Unexpected regular expression `\\-`'],
    [
      'A: { pattern: "a", default: "ab" }',
      '4:33-4:37 Unexpected default `ab`, which the pattern does not match as',
    ],
    ['A: { pattern: "a|ab", default: "abc" }', '4:36-4:41 Unexpected default `abc`'],
    [
      'A: { choices: [a, b], default: c }',
      '4:36-4:37 Unexpected default `c`, expected one of the choices: a, b',
    ],
    ['A: { choices: [] }', '4:19-4:21 Unexpected value, expected a list of at least one choice'],
    ['A: { choices: a }', '4:19-4:20 Unexpected value, expected a list of at least one choice'],
    ['A: { choices: [a, a] }', '4:23-4:24 Unexpected second choice `a`'],
    ['A: { choices: [a], pattern: a }', '4:33-4:34 Unexpected pattern beside choices, expected one of them'],
    ['A: { secret: true, default: a }', '4:33-4:34 Unexpected default of a secret'],
    ['A: { secret: true, choices: [a] }', '4:33-4:36 Unexpected choices of a secret'],
    ['A: { secret: yess }', '4:18-4:22 Unexpected value, expected `true` or `false`'],
  ])('%s is an error', (line, message) => {
    const { messages, problems } = parse(line);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(message);
    expect(problems[0]).not.toContain('?');
  });

  test('that `secrets` names say so themselves', () => {
    const { messages, runbook } = parse('TOKEN: { default: abcdefg }', { rest: '  secrets: [TOKEN]\n' });
    expect(messages.join('\n')).toContain('4:5-4:10 Unexpected input `TOKEN` that `secrets` names');
    expect(runbook.requirements.inputs).toMatchObject([{ secret: true, default: null }]);
  });

  test('that are no map are an error', () => {
    const { messages } = parseDocument(`---\nrunbook:\n  inputs: [A]\n---\n${fence('bash')}`);
    expect(messages).toEqual([
      '3:11-3:14 Unexpected value, expected a map such as `{ MODEL: { prompt: Which model? } }`',
    ]);
  });

  test('in careful mode what is wrong with one is left out of it', () => {
    const { runbook, problems } = parse('A: { pattern: "a", default: b }\nPATH: x', { below: false });
    expect(problems).toEqual(['2:1 not-below-runbooks?', '4:33 input?', '5:5 input?']);
    expect(runbook.requirements.inputs).toMatchObject([{ name: 'A', pattern: 'a', default: null }]);
  });
});
