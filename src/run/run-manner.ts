/** What is out of the ordinary about the running of a block. */
export interface RunManner {
  /** It changes nothing, by its author's word: to be confined where that was chosen. */
  readonly readonly: boolean;
  /** It gets the terminal, which shows its output at once; the streams are not apart then. */
  readonly tty: boolean;
  /** It stops at the first failing command inside loops and functions too. */
  readonly strict: boolean;
  /** What comes from it after its end is counted and not kept. */
  readonly secret: boolean;
}

export const ordinary: RunManner = { readonly: false, tty: false, strict: false, secret: false };
