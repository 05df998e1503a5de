import type { Count, Fact, Pattern } from '../model/expectation.ts';
import { type ExpectationProblem, isProblem, syntaxProblem } from './expectation-problem.ts';
import { explainCount } from './explain-text.ts';
import { isInteger, nearestKeyword } from './keywords.ts';
import { parseMembers } from './parse-members.ts';
import { parsePattern } from './parse-pattern.ts';
import type { TokenReader } from './token-reader.ts';

/** Reads `3 DRIFT lines (.8/.12/.16)`, `at least 2 lines`, `no error lines`. */
export function parseCount(reader: TokenReader): Fact | ExpectationProblem {
  const count = parseAmount(reader);
  if (isProblem(count)) return count;
  const pattern = parseCounted(reader, count);
  if (pattern !== null && isProblem(pattern)) return pattern;
  const token = reader.peek();
  if (token?.type !== 'members') return { type: 'count', count, pattern, members: [] };
  reader.next();
  if (!isInteger(count.words)) {
    return syntaxProblem(
      'Unexpected members, expected them after an exact count: "3 DRIFT lines (a/b/c)"',
      token,
    );
  }
  const members = parseMembers(token.inner, token);
  return 'rule' in members ? members : { type: 'count', count, pattern, members };
}

function parseAmount(reader: TokenReader): Count | ExpectationProblem {
  if (reader.take('some')) return { min: 1, max: null, words: 'some' };
  if (reader.take('no')) return { min: 0, max: 0, words: 'no' };
  if (reader.take('at')) return parseBound(reader);
  const min = parseInteger(reader);
  if (typeof min === 'object') return min;
  if (!reader.take('to')) return { min, max: min, words: String(min) };
  const max = parseInteger(reader);
  return typeof max === 'object' ? max : { min, max, words: `${min} to ${max}` };
}

function parseBound(reader: TokenReader): Count | ExpectationProblem {
  const bound = reader.take('least', 'most');
  if (!bound) {
    const near = nearestKeyword(reader.peek()?.text ?? '', ['least', 'most']);
    const hint = near ? `; did you mean "at ${near}"?` : '';
    return syntaxProblem(`Unexpected ending of "at", expected "at least" or "at most"${hint}`, reader.here());
  }
  const amount = parseInteger(reader);
  if (typeof amount === 'object') return amount;
  const words = `at ${bound} ${amount}`;
  return bound === 'least' ? { min: amount, max: null, words } : { min: 0, max: amount, words };
}

function parseInteger(reader: TokenReader): number | ExpectationProblem {
  const here = reader.here();
  const token = reader.next();
  if (token && isInteger(token.text) && Number.isSafeInteger(Number(token.text))) return Number(token.text);
  const found = token ? `"${token.text}"` : 'end';
  return syntaxProblem(`Unexpected ${found}, expected a whole number of lines`, here);
}

/** The text, if there is one, and the word `line` or `lines` that must follow. */
function parseCounted(reader: TokenReader, count: Count): Pattern | null | ExpectationProblem {
  if (reader.take('line', 'lines')) return null;
  const rest = reader.rest();
  const token = reader.next();
  if (!token || !reader.take('line', 'lines')) return explainCount(count, rest, reader.whole());
  return parsePattern(token);
}
