import type { Assignment } from './assignment.ts';
import type { Word } from './word.ts';

/** A stretch of code: where it starts and ends (UTF-16 units) and its first line, counted from 0. */
export interface Span {
  readonly line: number;
  readonly offset: number;
  readonly endOffset: number;
}

export interface Redirect extends Span {
  /** `>`, `>>`, `&>`, `<`, ... without its descriptor. */
  readonly operator: string;
  readonly target: Word;
  readonly source: string;
}

/** What a command reads on its standard input, as far as the code tells; `null`: what the block reads. */
export type Input =
  | { readonly type: 'pipe' }
  | { readonly type: 'file'; readonly file: Word }
  | { readonly type: 'text'; readonly text: Word; readonly line: number };

/** A statement that `&` puts in the background: a command, or what several stand in. */
export interface Background extends Span {
  /** On one line or several, with its `&`. */
  readonly source: string;
}

/** A simple command as written in a block, or in code that a command of the block carries. */
export interface ShellCommand extends Span {
  /** The command word first, without `sudo`, `env` and the like; empty for redirections or assignments alone. */
  readonly words: readonly Word[];
  /** Names of the commands it is run through, outermost first: `sudo`, `timeout`, `bash` before a script. */
  readonly through: readonly string[];
  /** All words of the commands that `through` names, as written, this one's among them. */
  readonly outer: readonly (readonly Word[])[];
  readonly redirects: readonly Redirect[];
  /** Variables set before it (`A=b command`), or all that it does is set them. */
  readonly assigns: readonly Assignment[];
  readonly input: Input | null;
  /** The whole command as written, `sudo` and redirections included. */
  readonly source: string;
  /** The function in whose definition it stands: it runs when that is called. */
  readonly definedIn: string | null;
  /** Where it runs: in the session's own shell, in another shell or process here, or on another machine. */
  readonly where: 'session' | 'child' | 'remote';
  /** It was named as a file to an interpreter or to `source`. */
  readonly script: boolean;
  /** It is a file of this machine that a shell, perhaps elsewhere, reads on its standard input. */
  readonly fed: boolean;
  /** It does nothing but run others, which are listed behind it: `ssh HOST COMMAND`. */
  readonly carries: boolean;
  /** What it runs in the background with, the outermost such statement; `null`: it is waited for. */
  readonly background: Background | null;
  /** Why it cannot be told what runs; `null` when it can. */
  readonly opaque: string | null;
}
