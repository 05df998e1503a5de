import { describe, expect, test } from 'vitest';
import type { ConditionExpression, Operand } from '../../src/model/condition.ts';
import { expectMessages } from './expect-messages.ts';
import { fence, parseCareful, parseTrusted } from './parse-document.ts';

/** A condition as it was understood, every part of it in brackets. */
function show(expression: ConditionExpression): string {
  const side = (operand: Operand) =>
    operand.type === 'variable' ? `$${operand.name}` : JSON.stringify(operand.value);
  switch (expression.type) {
    case 'compare':
      return `${side(expression.left)}${expression.op}${side(expression.right)}`;
    case 'not':
      return `not(${show(expression.of)})`;
    default:
      return `${expression.type}(${expression.of.map(show).join(', ')})`;
  }
}

function guardsOf(body: string) {
  const { steps, problems } = parseTrusted(body);
  expect(problems).toEqual([]);
  return steps.map(({ guards }) => guards.map(({ id, on, condition }) => `${on} ${id}: ${condition.text}`));
}

describe('conditions', () => {
  test.each([
    ['$A = x', '$A="x"'],
    ['$A=x', '$A="x"'],
    ['${A} != all_ready', '$A!="all_ready"'],
    ["$A = ''", '$A=""'],
    ["$A = 'two words'", '$A="two words"'],
    ["$A = 'and'", '$A="and"'],
    ['x = $A', '"x"=$A'],
    ['$A = $B', '$A=$B'],
    ['$A = 10.12.8.0/22', '$A="10.12.8.0/22"'],
    ['not $A = x', 'not($A="x")'],
    ['$A = x and $B = y and $C = z', 'and($A="x", $B="y", $C="z")'],
    ['$A = x or $B = y and $C = z', 'or($A="x", and($B="y", $C="z"))'],
    ['($A = x or $B = y) and not $C = z', 'and(or($A="x", $B="y"), not($C="z"))'],
    ['not (not $A = x)', 'not(not($A="x"))'],
  ])('%s', (text, shown) => {
    const { steps, problems } = parseTrusted(fence(`bash when="${text.replaceAll('$', '\\$')}"`));
    expect(problems).toEqual([]);
    expect(show(steps[0]?.guards[0]?.condition.expression as ConditionExpression)).toBe(shown);
  });

  test('know their variables, each once, and where they are written', () => {
    const { steps } = parseTrusted(fence('bash when="  $B = $A and $B != x "'));
    expect(steps[0]?.guards[0]?.condition).toMatchObject({
      text: '$B = $A and $B != x',
      variables: ['B', 'A'],
      source: { position: { start: { line: 4, column: 17 }, end: { line: 4, column: 36 } } },
    });
  });

  test.each([
    ['$A == x', '1:18-1:20 Unexpected `==`, expected `=` or `!=`'],
    ['$A =~ x', '1:18-1:20 Unexpected `=~`, expected `=` or `!=`'],
    ['$A = x && $B = y', '1:22-1:24 Unexpected `&&`, expected `and`'],
    ['$A = x || $B = y', '1:22-1:24 Unexpected `||`, expected `or`'],
    ['!$A = x', '1:15-1:16 Unexpected `!`, expected `not`, or `!=`'],
    ['A = x', '1:15-1:20 Unexpected comparison without a variable, expected $NAME on one side; write `$A`'],
    ["'' = ''", '1:15-1:22 Unexpected comparison without a variable'],
    ['$A', '1:17-1:17 Unexpected end of the condition, expected `=` or `!=`'],
    ['$A =', '1:19-1:19 Unexpected end of the condition, expected a text or a variable'],
    ['= x', '1:15-1:16 Unexpected `=`, expected a comparison such as'],
    ['$A = x and', '1:25-1:25 Unexpected end of the condition, expected a comparison'],
    [
      '$A = x y',
      '1:22-1:23 Unexpected `y`, expected `and`, `or` or the end; a text of several words stands in',
    ],
    ['$A = x AND $B = y', '1:22-1:25 Unexpected `AND`, expected `and`, `or` or the end; write `and`'],
    ['$A = x $B = y', '1:22-1:24 Unexpected `$B`, expected `and`, `or` or the end'],
    ['$A = and', '1:20-1:23 Unexpected `and`, expected a text or a variable'],
    ['($A = x', '1:22-1:22 Unexpected end of the condition, expected `)`'],
    ['$A = x)', '1:21-1:22 Unexpected `)`, expected `and`, `or` or the end'],
    ['()', '1:16-1:17 Unexpected `)`, expected a comparison'],
    ['$(a) = x', '1:15-1:17 Unexpected `$(`, expected $NAME'],
    ['${A:-b} = x', '1:15-1:22 Unexpected `${A:-b}`, expected $NAME or ${NAME} of a variable'],
    ['$1 = x', '1:15-1:17 Unexpected `$1`, expected $NAME'],
    ["$A = 'x", "1:20-1:21 Unexpected ' without a second one"],
    ['$A = ‘’', '1:20-1:22 Unexpected typographic quotes, expected straight ones'],
    ['$A < x', '1:18-1:19 Unexpected `<`, expected `=` or `!=`'],
    ['$A = x; $B = y', '1:21-1:22 Unexpected `;`, expected a text in single quotes'],
  ])('%s is an error', (text, message) => {
    expectMessages(fence(`bash when="${text}"`), [message]);
  });

  test('in double quotes a text is not expanded', () => {
    expectMessages(fence(`bash when='$A = "$B"'`), [
      '1:20-1:24 Unexpected expansion in double quotes, expected $NAME without',
    ]);
  });

  test('that can not be read forbid a run in careful mode too', () => {
    expect(parseCareful(fence('bash when="$A == x"')).problems).toEqual(['1:18 condition-syntax']);
  });
});

describe('what stands under a condition', () => {
  test('a block, a section with its parts, an include and a stop: outermost first, its own last', () => {
    const body = [
      '# X\n<!-- runbook: when="$A = x" -->\n',
      fence('bash when="$B = y" id=b', 'b'),
      '## Y\n<!-- runbook: when="$C = z" -->\n\nGATE: c\n',
      '<!-- runbook: include=d when="$D = d" -->\n',
      '<!-- runbook: stop=e when="$E = e" -->\n',
      '# Z (gated)\n<!-- runbook: when="$F = f" -->\n',
      '# W\n',
      fence('bash manual when="$G = g" id=g'),
    ];
    expect(guardsOf(body.join('\n'))).toEqual([
      ['section #x: $A = x', 'step b: $B = y'],
      ['section #x: $A = x', 'section #y: $C = z'],
      ['section #x: $A = x', 'section #y: $C = z', 'step d: $D = d'],
      ['section #x: $A = x', 'section #y: $C = z', 'step y-3: $E = e'],
      ['section #z-gated: $F = f'],
      ['step g: $G = g'],
    ]);
  });

  test.each([
    [
      'nothing',
      '# X\n<!-- runbook: when="$A = x" -->\n\n# Z\n',
      '2:15-2:28 Unexpected `when` of a section without a step',
    ],
    ['an example', fence('bash doc when="$A = x"'), '1:13-1:26 Unexpected `when` on an example'],
    [
      'a section of examples',
      `# X\n<!-- runbook: doc when="$A = x" -->\n${fence('bash')}\n# Z\n`,
      '2:19-2:32 Unexpected `when` of a section without a step',
    ],
  ])('%s is an error', (_, body, message) => {
    expectMessages(body, [message]);
  });
});
