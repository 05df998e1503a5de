/**
 * Splits what `declare -p`, `alias -p` or `trap -p` printed into its commands. A newline inside quotes, of any of
 * bash's three kinds, ends none.
 */
export function scanEntries(text: string): readonly string[] {
  const entries: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; ) {
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

/** The offset after the quoted text, the escaped or the plain character at `from`. */
function skipOne(text: string, from: number): number {
  if (text.startsWith("$'", from)) return skipQuoted(text, from + 2, "'", true);
  if (text[from] === '"') return skipQuoted(text, from + 1, '"', true);
  if (text[from] === "'") return skipQuoted(text, from + 1, "'", false);
  return from + (text[from] === '\\' ? 2 : 1);
}

function skipQuoted(text: string, from: number, quote: string, escapes: boolean): number {
  let at = from;
  while (at < text.length && text[at] !== quote) at += escapes && text[at] === '\\' ? 2 : 1;
  return at + 1;
}
