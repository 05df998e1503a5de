/**
 * Splits what `declare -p`, `alias -p` or `trap -p` printed into its commands. A newline inside quotes, of any of
 * bash's three kinds, ends none.
 */
export function scanEntries(text: string): readonly string[] {
  const entries: string[] = [];
  let start = 0;
  for (let at = find(special, text, 0); at < text.length; at = find(special, text, at)) {
    if (text[at] === '\n') {
      entries.push(text.slice(start, at));
      at += 1;
      start = at;
    } else {
      at = skipOne(text, at);
    }
  }
  if (start < text.length) entries.push(text.slice(start));
  return entries;
}

/** What is not a character like any other: outside of quotes, and inside each kind. */
const special = /[\n"'\\$]/g;
const inside = { '"': /["\\]/g, "'": /'/g, "$'": /['\\]/g } as const;

/** The offset of the next such character; that of the end where there is none. */
function find(what: RegExp, text: string, from: number): number {
  what.lastIndex = from;
  const { index } = what.exec(text) ?? { index: text.length };
  return index;
}

/** The offset after the quoted text, the escaped or the plain character at `from`. */
function skipOne(text: string, from: number): number {
  if (text.startsWith("$'", from)) return skipQuoted(text, from + 2, "$'");
  if (text[from] === '"') return skipQuoted(text, from + 1, '"');
  if (text[from] === "'") return skipQuoted(text, from + 1, "'");
  return from + (text[from] === '\\' ? 2 : 1);
}

function skipQuoted(text: string, from: number, quote: keyof typeof inside): number {
  let at = find(inside[quote], text, from);
  while (text[at] === '\\') at = find(inside[quote], text, at + 2);
  return at + 1;
}
