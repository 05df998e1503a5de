/** How much of an output is looked at. What goes beyond can not be judged, and such a claim does not hold. */
export interface Limits {
  /** UTF-16 units of one line that are kept for matching a text. */
  readonly line: number;
  /** UTF-16 units of the longest line a regular expression is tried on: backtracking may take the square of it. */
  readonly regexLine: number;
  /** Bytes of JSON. */
  readonly json: number;
}

export const defaultLimits: Limits = { line: 1024 * 1024, regexLine: 64 * 1024, json: 64 * 1024 * 1024 };
