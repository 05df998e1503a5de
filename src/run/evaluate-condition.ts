import type { Condition, ConditionExpression, Operand } from '../model/condition.ts';

/** What a condition comes to, or the variable for want of which it comes to nothing. */
export type Decision =
  | { readonly type: 'decided'; readonly holds: boolean }
  | { readonly type: 'undecidable'; readonly variable: string; readonly why: 'unset' | 'empty' };

/** Values of shell variables; `null`: unset. */
export type Values = ReadonlyMap<string, string | null>;

/**
 * Decides a condition. Every variable in it must have a value, whatever the others come to, unless it is compared
 * with `''`: a probe that could not look must never read as an answer.
 */
export function evaluateCondition({ expression }: Condition, values: Values): Decision {
  const missing = findMissing(expression, values);
  if (missing !== null) {
    const why = (values.get(missing) ?? null) === null ? 'unset' : 'empty';
    return { type: 'undecidable', variable: missing, why };
  }
  return { type: 'decided', holds: evaluate(expression, values) };
}

function findMissing(expression: ConditionExpression, values: Values): string | null {
  switch (expression.type) {
    case 'compare': {
      const operands = [expression.left, expression.right];
      if (operands.some((operand) => operand.type === 'text' && operand.value === '')) return null;
      const missing = operands.find((operand) => valueFor(operand, values) === '');
      return missing?.type === 'variable' ? missing.name : null;
    }
    case 'not':
      return findMissing(expression.of, values);
    case 'and':
    case 'or':
      return expression.of.map((part) => findMissing(part, values)).find((name) => name !== null) ?? null;
    default:
      return expression satisfies never;
  }
}

function evaluate(expression: ConditionExpression, values: Values): boolean {
  switch (expression.type) {
    case 'compare': {
      const same = valueFor(expression.left, values) === valueFor(expression.right, values);
      return expression.op === '=' ? same : !same;
    }
    case 'not':
      return !evaluate(expression.of, values);
    case 'and':
      return expression.of.every((part) => evaluate(part, values));
    case 'or':
      return expression.of.some((part) => evaluate(part, values));
    default:
      return expression satisfies never;
  }
}

function valueFor(operand: Operand, values: Values): string {
  return operand.type === 'text' ? operand.value : (values.get(operand.name) ?? '');
}
