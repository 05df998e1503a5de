import type { Fact, JsonValue, Operator } from '../model/expectation.ts';
import { type ExpectationProblem, isProblem, type Span, syntaxProblem } from './expectation-problem.ts';
import { isKeyword, isNumber } from './keywords.ts';
import { parsePath } from './parse-path.ts';
import { parsePattern } from './parse-pattern.ts';
import type { TokenReader } from './token-reader.ts';
import type { Token } from './tokenize.ts';

/** Reads `/(\d+) errors/ < 3`. */
export function parseNumberFact(reader: TokenReader, regex: Token): Fact | ExpectationProblem {
  reader.next();
  const pattern = parsePattern(regex);
  if (isProblem(pattern)) return pattern;
  if (pattern.type === 'regex' && countGroups(pattern.source) === 0) {
    return syntaxProblem(
      `Unexpected comparison of ${regex.text}, expected a group that holds the number, such as /(\\d+) errors/`,
      regex,
    );
  }
  const comparison = parseComparison(reader);
  if (isProblem(comparison)) return comparison;
  const { op, value, span } = comparison;
  if (typeof value === 'number') return { type: 'number', pattern, op, value };
  return syntaxProblem(
    `Unexpected ${JSON.stringify(value)}, expected a number to compare the group with`,
    span,
  );
}

/** Reads `$.machines[*].status = Ready`. */
export function parseJsonFact(reader: TokenReader, path: Token): Fact | ExpectationProblem {
  reader.next();
  if (reader.peek()?.type !== 'operator') {
    return syntaxProblem(
      `Unexpected ending of ${path.text}, expected a comparison such as "${path.text} = Ready"`,
      reader.here(),
    );
  }
  const comparison = parseComparison(reader);
  if (isProblem(comparison)) return comparison;
  const { op, value, span } = comparison;
  if (op !== '=' && op !== '!=' && typeof value !== 'number') {
    return syntaxProblem(`Unexpected ${JSON.stringify(value)} after "${op}", expected a number`, span);
  }
  return { type: 'json', path: parsePath(path.text), op, value };
}

interface Comparison {
  readonly op: Operator;
  readonly value: JsonValue;
  readonly span: Span;
}

function parseComparison(reader: TokenReader): Comparison | ExpectationProblem {
  const here = reader.here();
  const operator = reader.next();
  if (operator?.type !== 'operator')
    return syntaxProblem('Unexpected ending, expected = != < <= > or >=', here);
  const token = reader.next();
  if (!token) return syntaxProblem(`Unexpected end after "${operator.text}", expected a value`, operator);
  const value = parseValue(token);
  if (typeof value === 'object' && value !== null) return value;
  return { op: operator.operator, value, span: token };
}

function parseValue(token: Token): JsonValue | ExpectationProblem {
  if (token.type === 'literal') return token.value;
  const expected = 'expected a number, true, false, null, a word or a text in single quotes';
  if (token.type !== 'word') return syntaxProblem(`Unexpected ${token.text}, ${expected}`, token);
  if (isNumber(token.text)) return parseNumber(token);
  if (token.text === 'true') return true;
  if (token.text === 'false') return false;
  if (token.text === 'null') return null;
  if (!isKeyword(token.text)) return token.text;
  return syntaxProblem(
    `Unexpected keyword "${token.text}" as a value; write '${token.text}' in single quotes`,
    token,
  );
}

/** A whole number that a double can not hold would be equal to its neighbours. */
function parseNumber(token: Token): number | ExpectationProblem {
  const value = Number(token.text);
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value;
  return syntaxProblem(`Unexpected number ${token.text}, it is too large to be compared exactly`, token);
}

/** With an empty alternative the expression matches the empty text, and shows how many groups it has. */
function countGroups(source: string): number {
  return (new RegExp(`${source}|`, 'u').exec('')?.length ?? 1) - 1;
}
