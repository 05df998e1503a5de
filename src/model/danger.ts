/** A command in a block that is known to change or destroy something, and why; `opaque`: nobody can tell what it does. */
export interface Danger {
  /** The command as written, shortened to one line. */
  readonly command: string;
  readonly effect: 'mutates' | 'destroys' | 'opaque';
  readonly why: string;
  /** 1-based line in the document. */
  readonly line: number;
}
