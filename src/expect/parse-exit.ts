import type { Fact } from '../model/expectation.ts';
import { type ExpectationProblem, syntaxProblem } from './expectation-problem.ts';
import { isInteger, nearestKeyword } from './keywords.ts';
import type { TokenReader } from './token-reader.ts';

type ExitCode = Extract<Fact, { type: 'exit' }>['codes'][number];

/** Reads what follows `exit`: `0`, `0 or 2`, `nonzero`, `any`. */
export function parseExit(reader: TokenReader): Fact | ExpectationProblem {
  const codes: ExitCode[] = [];
  do {
    const code = parseCode(reader);
    if (typeof code === 'object') return code;
    codes.push(code);
  } while (reader.take('or'));
  const extra = reader.peek();
  if (!extra) return { type: 'exit', codes };
  return syntaxProblem(`Unexpected "${extra.text}" after an exit code, expected "or", ";" or the end`, extra);
}

function parseCode(reader: TokenReader): ExitCode | ExpectationProblem {
  const word = reader.take('nonzero', 'any');
  if (word) return word;
  const expected = 'expected an exit code from 0 to 255, "nonzero" or "any"';
  const token = reader.next();
  if (!token) return syntaxProblem(`Unexpected end, ${expected}`, reader.here());
  if (token.type === 'word' && isInteger(token.text) && Number(token.text) <= 255) return Number(token.text);
  const near = nearestKeyword(token.text, ['nonzero', 'any']);
  const hint = near ? `; did you mean "${near}"?` : '';
  return syntaxProblem(`Unexpected "${token.text}", ${expected}${hint}`, token);
}
