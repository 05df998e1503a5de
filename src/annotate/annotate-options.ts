import type { OwnCommand } from '../bash/effects/own-commands.ts';
import type { BashParser } from '../bash/tree/bash-parser.ts';

/** What annotating a document needs to know beyond its text. */
export interface AnnotateOptions {
  /** Path of the document as it is shown. */
  readonly file: string;
  /** It lives where documents may opt in. */
  readonly belowRunbooks: boolean;
  readonly bash: BashParser;
  /** Whether a word is a command on PATH or a file of the repository; without it, none is. */
  readonly isCommand?: (word: string) => boolean;
  /** What the project knows of its own commands. */
  readonly commands?: readonly OwnCommand[];
  /** Annotations go into comments before the fences, whose info strings stay bare. */
  readonly comments?: boolean;
}
