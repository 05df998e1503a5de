/** A command on one line: continuations and runs of blanks become one blank, the rest is cut off. */
export function shorten(source: string): string {
  const line = source.trim().replace(/\s*\\?\n\s*|\s+/g, ' ');
  return line.length <= 120 ? line : `${line.slice(0, 117)}...`;
}
