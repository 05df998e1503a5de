import type { JsonReading } from './json-text.ts';
import type { Limits } from './limits.ts';
import type { LineBlock } from './line-block.ts';
import type { OutputLine } from './output-line.ts';
import type { Show } from './show-text.ts';

/** What became of a claim, in its own words. */
export interface Finding {
  readonly ok: boolean;
  /** Completes "found …". */
  readonly found: string;
  /** Lines as printed; they are cut and escaped later. */
  readonly evidence: readonly string[];
}

/** How it ended, for the streams a claim looks at. */
export interface Ending {
  /** As bash reports it; `null`: there is none. */
  readonly exit: number | null;
  /** The last visible lines. */
  readonly lastLines: readonly string[];
  json(): JsonReading;
}

/** What every kind of check may use. */
export interface CheckContext {
  readonly limits: Limits;
  readonly show: Show;
}

/** Looks at an output, line by line, for one claim. */
export interface ClaimCheck {
  /** A line with a visible character. */
  line(line: OutputLine): void;
  /** Many such lines at once; comes to the same as each of them. */
  block(block: LineBlock): void;
  end(ending: Ending): Finding;
}
