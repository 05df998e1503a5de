/** UTF-16 units of a line that are shown as evidence. */
const evidenceWidth = 200;
/** UTF-16 units of a line that are quoted within a sentence. */
const quoteWidth = 60;

const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** How output is put before a reader's eyes. */
export interface Show {
  /** One line of evidence. */
  line(text: string): string;
  /** A text within a sentence. */
  brief(text: string): string;
  /** The same in double quotes. */
  quote(text: string): string;
}

/** `redact` is applied to the text as printed, before anything is cut off or escaped. */
export function createShow(redact: (text: string) => string): Show {
  const brief = (text: string) => cut(escapeUnseen(redact(text)), quoteWidth);
  return {
    line: (text) => cut(escapeUnseen(redact(text)), evidenceWidth),
    brief,
    quote: (text) => `"${brief(text)}"`,
  };
}

/** Control and bidirectional characters as visible escapes; nothing that is printed can move a cursor or turn text around. */
export function escapeUnseen(text: string): string {
  return text.replace(unseen, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code === 9) return '\\t';
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
  });
}

function cut(text: string, width: number): string {
  if (text.length <= width) return text;
  return `${text.slice(0, width - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
