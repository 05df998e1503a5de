/** Why an expectation can not be used. `start` and `end` (exclusive) are offsets into its text. */
export interface ExpectationProblem {
  readonly rule: 'expectation-syntax' | 'expectation-vacuous' | 'expectation-contradiction';
  /** Says what is wrong and what to write instead. */
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** A stretch of the expectation's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A problem of grammar at `span`. */
export function syntaxProblem(message: string, span: Span): ExpectationProblem {
  return { rule: 'expectation-syntax', message, start: span.start, end: span.end };
}

/** Tells a problem from what a reading function gives otherwise. */
export function isProblem(value: object): value is ExpectationProblem {
  return 'rule' in value;
}
