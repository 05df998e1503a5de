/** Bash that a rehearsal would run, and where it is written. */
export interface CheckedCode {
  readonly code: string;
  /** `file:line:column` of an offset into the code. */
  at(offset: number): string;
  /** Absolute directory of the script it is; `null`: it is no script of its own. */
  readonly directory: string | null;
  /** Absolute directories it may be in when it starts. */
  readonly starts: readonly string[];
}

/** A way in which code could reach what is real, with what to do about it. */
export interface WayOut {
  /** file:line:column. */
  readonly at: string;
  readonly reason: string;
}

/** `file:line:column` in a text that is a file of its own. */
export function placeInText(file: string, text: string): (offset: number) => string {
  return (offset) => {
    const before = text.slice(0, offset).split('\n');
    return `${file}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
  };
}
