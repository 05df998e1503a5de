import type { Claim, ClaimStream, Fact } from '../model/expectation.ts';
import type { Source } from '../model/position.ts';
import { type ExpectationProblem, isProblem, type Span, syntaxProblem } from './expectation-problem.ts';
import { explainText, explainTextBehind } from './explain-text.ts';
import { isInteger } from './keywords.ts';
import { parseJsonFact, parseNumberFact } from './parse-comparison.ts';
import { parseCount } from './parse-count.ts';
import { parseExit } from './parse-exit.ts';
import { parsePattern } from './parse-pattern.ts';
import { TokenReader } from './token-reader.ts';
import type { Token } from './tokenize.ts';

/** The tokens of one claim, and where to point when there are none. */
export interface ClaimTokens {
  readonly tokens: readonly Token[];
  readonly missing: Span;
}

/** A claim with its offsets in the expectation's text. */
export interface ParsedClaim extends Span {
  readonly claim: Claim;
}

/** Reads one claim: a stream, if one is named, and a fact. */
export function parseClaim(
  text: string,
  { tokens, missing }: ClaimTokens,
  locate: (start: number, end: number) => Source,
): ParsedClaim | ExpectationProblem {
  const [first] = tokens;
  if (!first) return syntaxProblem('Unexpected empty claim, expected one such as "3 READY lines"', missing);
  const { start } = first;
  const end = tokens.at(-1)?.end ?? first.end;
  const reader = new TokenReader(tokens);
  const named = reader.take('stdout', 'stderr');
  const fact = parseFact(reader, named);
  if (isProblem(fact)) return fact;
  const extra = reader.peek();
  if (extra && fact.type === 'count' && fact.pattern === null) {
    const behind = explainTextBehind(fact.count, reader.rest());
    if (behind) return behind;
  }
  if (extra) return syntaxProblem(`Unexpected "${extra.text}", expected ";" or the end of the claim`, extra);
  const stream: ClaimStream = named ?? (fact.type === 'json' ? 'stdout' : 'both');
  return { claim: { text: text.slice(start, end), stream, fact, source: locate(start, end) }, start, end };
}

function parseFact(reader: TokenReader, stream: 'stdout' | 'stderr' | null): Fact | ExpectationProblem {
  const first = reader.peek();
  if (!first) {
    return syntaxProblem(
      `Unexpected end after "${stream}", expected what it holds, such as "some READY lines"`,
      reader.here(),
    );
  }
  if (stream !== null && first.text === 'exit') {
    return syntaxProblem(`Unexpected "exit" of a stream; write it without "${stream}"`, first);
  }
  if (reader.take('exit')) return parseExit(reader);
  if (reader.take('empty')) return { type: 'empty' };
  if (reader.take('only')) return parseOnly(reader);
  if (reader.take('contains')) return parseContains(reader);
  if (first.type === 'word' && (isInteger(first.text) || ['at', 'some', 'no'].includes(first.text))) {
    return parseCount(reader);
  }
  if (first.type === 'path') return parseJsonFact(reader, first);
  if (first.type === 'regex' && reader.rest()[1]?.type === 'operator') return parseNumberFact(reader, first);
  return parseContains(reader);
}

function parseContains(reader: TokenReader): Fact | ExpectationProblem {
  const written = reader.rest();
  const token = reader.next();
  if (!token) return syntaxProblem('Unexpected end after "contains", expected a text', reader.here());
  if (reader.peek()) return explainText(written);
  const pattern = parsePattern(token);
  return isProblem(pattern) ? pattern : { type: 'contains', pattern };
}

function parseOnly(reader: TokenReader): Fact | ExpectationProblem {
  const token = reader.next();
  if (!token) return syntaxProblem('Unexpected end after "only"; write "only SKIP lines"', reader.here());
  const pattern = parsePattern(token);
  if (isProblem(pattern)) return pattern;
  if (reader.take('lines')) return { type: 'only', pattern };
  return syntaxProblem(`Unexpected ending of "only", write "only ${token.text} lines"`, reader.here());
}
