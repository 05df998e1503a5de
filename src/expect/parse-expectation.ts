import type { Expectation } from '../model/expectation.ts';
import type { Source } from '../model/position.ts';
import { findContradictions } from './contradictions.ts';
import { type ExpectationProblem, isProblem } from './expectation-problem.ts';
import { type ClaimTokens, type ParsedClaim, parseClaim } from './parse-claim.ts';
import { type Token, tokenize } from './tokenize.ts';
import { findVacuity } from './vacuity.ts';

/** An expectation as far as it could be read, and everything that is wrong with it. */
export interface ParsedExpectation {
  /** `null` when the text can not be read. With problems it must not be run in a document that has opted in. */
  readonly expectation: Expectation | null;
  readonly problems: readonly ExpectationProblem[];
}

/**
 * Reads an expectation such as `3 DRIFT lines (.8/.12/.16); stdout some SKIP lines`.
 * `locate` gives the place in the document of a stretch of `text`. Never throws; problems carry offsets into `text`.
 */
export function parseExpectation(
  text: string,
  locate: (start: number, end: number) => Source,
): ParsedExpectation {
  const tokens = tokenize(text);
  if (isProblem(tokens)) return { expectation: null, problems: [tokens] };
  const parsed = splitClaims(tokens).map((claim) => parseClaim(text, claim, locate));
  const faults = parsed.filter(isProblem);
  if (faults.length > 0) return { expectation: null, problems: faults };
  const claims = parsed.filter((claim): claim is ParsedClaim => !isProblem(claim));
  const expectation = { claims: claims.map(({ claim }) => claim) };
  const contradictions = findContradictions(claims);
  const vacuous = contradictions.length === 0 ? findVacuity(expectation, text) : [];
  return { expectation, problems: [...contradictions, ...vacuous] };
}

/** The tokens between semicolons; a claim without any gets the place of the semicolon that shows it is missing. */
function splitClaims(tokens: readonly Token[]): readonly ClaimTokens[] {
  const claims: ClaimTokens[] = [];
  let start = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'semicolon') continue;
    claims.push({ tokens: tokens.slice(start, index), missing: token });
    start = index + 1;
  }
  claims.push({ tokens: tokens.slice(start), missing: tokens.at(-1) ?? { start: 0, end: 0 } });
  return claims;
}
