import { describe, expect, test } from 'vitest';
import type { ConditionExpression, Operand } from '../../src/model/condition.ts';
import { evaluateCondition } from '../../src/run/evaluate-condition.ts';

const source = {
  file: 'x.md',
  position: { start: { line: 1, column: 1, offset: 0 }, end: { line: 1, column: 1, offset: 0 } },
};
const operand = (text: string): Operand =>
  text.startsWith('$') ? { type: 'variable', name: text.slice(1) } : { type: 'text', value: text };
const compare = (left: string, op: '=' | '!=', right: string): ConditionExpression => ({
  type: 'compare',
  left: operand(left),
  op,
  right: operand(right),
});
const not = (of: ConditionExpression): ConditionExpression => ({ type: 'not', of });
const join = (type: 'and' | 'or', ...of: ConditionExpression[]): ConditionExpression => ({ type, of });

const values = new Map([
  ['A', 'x'],
  ['B', 'y'],
  ['EMPTY', ''],
  ['UNSET', null],
]);
const decide = (expression: ConditionExpression) =>
  evaluateCondition({ text: '', expression, variables: [], source }, values);

describe('a condition', () => {
  test.each([
    [compare('$A', '=', 'x'), true],
    [compare('$A', '=', 'y'), false],
    [compare('$A', '!=', 'y'), true],
    [compare('y', '=', '$B'), true],
    [compare('$A', '=', '$B'), false],
    [not(compare('$A', '=', 'x')), false],
    [join('and', compare('$A', '=', 'x'), compare('$B', '=', 'y')), true],
    [join('and', compare('$A', '=', 'x'), compare('$B', '=', 'x')), false],
    [join('or', compare('$A', '=', 'y'), compare('$B', '=', 'y')), true],
    [compare('$EMPTY', '=', ''), true],
    [compare('$UNSET', '=', ''), true],
    [compare('', '!=', '$A'), true],
  ])('%j comes to %s', (expression, holds) => {
    expect(decide(expression)).toEqual({ type: 'decided', holds });
  });

  test.each([
    [compare('$UNSET', '=', 'x'), 'UNSET', 'unset'],
    [compare('$EMPTY', '!=', 'x'), 'EMPTY', 'empty'],
    [compare('$A', '=', '$UNSET'), 'UNSET', 'unset'],
    [not(compare('$UNSET', '=', 'x')), 'UNSET', 'unset'],
    [compare('$NEVER', '=', 'x'), 'NEVER', 'unset'],
    // Whatever the other parts come to.
    [join('or', compare('$A', '=', 'x'), compare('$UNSET', '=', 'x')), 'UNSET', 'unset'],
    [join('and', compare('$A', '=', 'y'), compare('$EMPTY', '=', 'x')), 'EMPTY', 'empty'],
    // One comparison with '' does not excuse another one.
    [join('or', compare('$UNSET', '=', ''), compare('$UNSET', '=', 'x')), 'UNSET', 'unset'],
  ])('%j cannot be decided for want of %s', (expression, variable, why) => {
    expect(decide(expression)).toEqual({ type: 'undecidable', variable, why });
  });
});
