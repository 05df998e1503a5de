/** A line of output, without ANSI codes, CR and LF. */
export interface OutputLine {
  readonly text: string;
  /** `false`: it was longer than the limit, and `text` is only its beginning. */
  readonly whole: boolean;
  /** It has a visible character. A line beyond the limit counts as visible. */
  readonly visible: boolean;
}

const visible = /[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether a reader would see anything of `text`. */
export function isVisible(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first > 0x20 && first < 0x7f) || visible.test(text);
}
