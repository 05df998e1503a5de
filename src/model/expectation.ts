import type { Source } from './position.ts';

/** Which output a claim looks at. `both` is the two streams merged in order. */
export type ClaimStream = 'both' | 'stdout' | 'stderr';

/** What a claim looks for in a line: whole words of a literal, or an ECMAScript regular expression. */
export type Pattern =
  | { readonly type: 'literal'; readonly value: string }
  | { readonly type: 'regex'; readonly source: string; readonly flags: 'u' | 'iu' };

/** How many lines. `some` is at least one, `no` is none; `words` is how the author wrote it. */
export interface Count {
  readonly min: number;
  /** `null`: no upper bound. */
  readonly max: number | null;
  readonly words: string;
}

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=';

export type PathPart =
  | { readonly type: 'key'; readonly key: string }
  | { readonly type: 'index'; readonly index: number }
  | { readonly type: 'every' }
  | { readonly type: 'length' };

export type JsonValue = string | number | boolean | null;

/** What one claim states; the grammar is that of the language reference. */
export type Fact =
  | { readonly type: 'exit'; readonly codes: readonly (number | 'nonzero' | 'any')[] }
  | { readonly type: 'empty' }
  | {
      readonly type: 'count';
      readonly count: Count;
      readonly pattern: Pattern | null;
      readonly members: readonly string[];
    }
  | { readonly type: 'only'; readonly pattern: Pattern }
  | { readonly type: 'contains'; readonly pattern: Pattern }
  | { readonly type: 'number'; readonly pattern: Pattern; readonly op: Operator; readonly value: number }
  | {
      readonly type: 'json';
      readonly path: readonly PathPart[];
      readonly op: Operator;
      readonly value: JsonValue;
    };

/** One checked statement of an expectation. */
export interface Claim {
  /** The claim as written, trimmed: `3 DRIFT lines (.8/.12/.16)`. */
  readonly text: string;
  readonly stream: ClaimStream;
  readonly fact: Fact;
  readonly source: Source;
}

/** All claims of one place in the document. The implied `exit 0` is not listed; see `allowedExit`. */
export interface Expectation {
  readonly claims: readonly Claim[];
}

/** An `output` fence: the exact stdout, line by line, with `...` and `[..]` as elisions. */
export interface ExactOutput {
  readonly lines: readonly string[];
  readonly source: Source;
}

/** What became of one claim. */
export interface Verdict {
  readonly claim: string;
  readonly ok: boolean;
  /** Completes "expected …": `3 DRIFT lines (.8/.12/.16)`. */
  readonly expected: string;
  /** Completes "— found …": `5 of 212 lines`. For a claim that holds, what was observed. */
  readonly found: string;
  /** The nearest lines, or a diff; already free of control characters; at most a dozen. */
  readonly evidence: readonly string[];
  /** file:line:column of the claim in the Markdown. */
  readonly at: string;
}
