import { type ParsedExpectation, parseExpectation } from '../../src/expect/parse-expectation.ts';
import type { ExactOutput, Expectation } from '../../src/model/expectation.ts';
import type { Source } from '../../src/model/position.ts';

/** As if the expectation stood at the start of line 7 of `book.md`. */
export function locate(start: number, end: number): Source {
  return {
    file: 'book.md',
    position: {
      start: { line: 7, column: start + 1, offset: start },
      end: { line: 7, column: end + 1, offset: end },
    },
  };
}

export function parse(text: string): ParsedExpectation {
  return parseExpectation(text, locate);
}

/** An expectation that must be without problems. */
export function expectation(text: string): Expectation {
  const { expectation, problems } = parse(text);
  if (!expectation || problems.length > 0) throw new Error(`${text}: ${problems[0]?.message}`);
  return expectation;
}

/** An expectation that must be readable; whether it is vacuous does not matter here. */
export function readable(text: string): Expectation {
  const { expectation, problems } = parse(text);
  if (!expectation) throw new Error(`${text}: ${problems[0]?.message}`);
  return expectation;
}

export function exactOutput(...lines: readonly string[]): ExactOutput {
  return { lines, source: locate(0, 0) };
}
