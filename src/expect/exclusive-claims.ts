import type { Claim, JsonValue, Operator } from '../model/expectation.ts';
import { allowsCode } from './allowed-exit.ts';
import { boundsOf, exceeds } from './claim-bounds.ts';
import { compareValues } from './compare-values.ts';

/** Whether two claims can be seen to exclude each other; `false` where it can not be told simply. */
export function excludeEachOther(a: Claim, b: Claim): boolean {
  return excludeCounts(a, b) || excludeExits(a, b) || excludeValues(a, b);
}

function excludeCounts(a: Claim, b: Claim): boolean {
  const [one, other] = [boundsOf(a), boundsOf(b)];
  return one !== null && other !== null && (exceeds(one, other) || exceeds(other, one));
}

function excludeExits({ fact: a }: Claim, { fact: b }: Claim): boolean {
  if (a.type !== 'exit' || b.type !== 'exit') return false;
  return !Array.from({ length: 256 }).some(
    (_, exit) => allowsCode(a.codes, exit) && allowsCode(b.codes, exit),
  );
}

interface Comparison {
  readonly op: Operator;
  readonly value: JsonValue;
}

/** Comparisons of the same thing: of a group of the same regular expression, or of the same path. */
function excludeValues(a: Claim, b: Claim): boolean {
  const [one, other] = [a.fact, b.fact];
  if (one.type === 'json' && other.type === 'json') {
    return a.stream === b.stream && same(one.path, other.path) && excludeComparisons(one, other);
  }
  if (one.type !== 'number' || other.type !== 'number') return false;
  const overlap = a.stream === b.stream || a.stream === 'both' || b.stream === 'both';
  return overlap && same(one.pattern, other.pattern) && excludeComparisons(one, other);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function excludeComparisons(a: Comparison, b: Comparison): boolean {
  if (a.op === '=') return compareValues(a.value, b.op, b.value) === false;
  if (b.op === '=') return compareValues(b.value, a.op, a.value) === false;
  return leavesNothing(a, b) || leavesNothing(b, a);
}

/** A lower bound above an upper one. */
function leavesNothing(lower: Comparison, upper: Comparison): boolean {
  if (!lower.op.startsWith('>') || !upper.op.startsWith('<')) return false;
  const closed = lower.op === '>=' && upper.op === '<=';
  return compareValues(upper.value, closed ? '<' : '<=', lower.value) === true;
}
