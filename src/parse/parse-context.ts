import type { BashParser } from '../bash/tree/bash-parser.ts';
import type { DocumentText } from './document-text.ts';
import type { Report } from './problem.ts';

/** What every stage of parsing needs. */
export interface ParseContext {
  readonly document: DocumentText;
  /** The document's annotations may let blocks run without a stop. */
  readonly trusted: boolean;
  readonly bash: BashParser;
  /** Whether a word is a command on PATH or a file of the repository. */
  readonly isCommand: (word: string) => boolean;
  readonly report: Report;
}
