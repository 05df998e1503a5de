import type { JsonValue, Operator } from '../model/expectation.ts';

/**
 * Whether `found op value` holds, without any conversion: a string never equals a number, and only numbers
 * have an order. `null`: a whole number so large that its neighbours look the same.
 */
export function compareValues(found: unknown, op: Operator, value: JsonValue): boolean | null {
  if (isInexact(found) || isInexact(value)) return null;
  if (op === '=') return found === value;
  if (op === '!=') return found !== value;
  if (typeof found !== 'number' || typeof value !== 'number') return false;
  switch (op) {
    case '<':
      return found < value;
    case '<=':
      return found <= value;
    case '>':
      return found > value;
    case '>=':
      return found >= value;
  }
}

function isInexact(value: unknown): boolean {
  return typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER;
}
