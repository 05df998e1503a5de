import type { Source } from './position.ts';

/** A value that the operator gives before the first step; it reaches the shell as an environment variable. */
export interface Input {
  /** Name of the variable. */
  readonly name: string;
  /** What the operator is asked; the name where the author gave nothing. */
  readonly prompt: string;
  readonly default: string | null;
  /** ECMAScript regular expression that the whole value matches; `null`: anything. */
  readonly pattern: string | null;
  /** The values that are possible; `null`: any. Never empty. */
  readonly choices: readonly string[] | null;
  /** Typed unseen, kept nowhere, redacted wherever it appears. Has no default. */
  readonly secret: boolean;
  readonly source: Source;
}
