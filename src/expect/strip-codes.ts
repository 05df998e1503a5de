/**
 * Complete ANSI codes (ECMA-48), and carriage returns: CSI; OSC up to BEL or ST; DCS, SOS, PM and APC up to ST;
 * the 8-bit forms of these; any other escape. The content of a string code that does not end on its line stays:
 * it would otherwise hide the text after it from a claim such as `no error lines`.
 */
const codes = new RegExp(
  [
    '(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]',
    '\\x1b\\][^\\x07\\x1b\\x9c]*(?:\\x07|\\x1b\\\\|\\x9c)',
    '\\x1b[PX^_][^\\x1b\\x9c]*(?:\\x1b\\\\|\\x9c)',
    '\\x9d[^\\x07\\x1b\\x90-\\x9f]*(?:\\x07|\\x1b\\\\|\\x9c)',
    '[\\x90\\x98\\x9e\\x9f][^\\x1b\\x90-\\x9f]*(?:\\x1b\\\\|\\x9c)',
    '\\x1b[ -/]*[0-~]',
    '\\r',
  ].join('|'),
  'g',
);

/** Whether a text may hold one, but for the 8-bit forms. */
export function hasCodes(text: string): boolean {
  return text.includes('\x1b') || text.includes('\r');
}

/**
 * A line without ANSI codes and carriage returns. A progress bar that redraws itself with CR becomes one line
 * with all its states in a row, so the last one is still found in it.
 */
export function stripCodes(line: string): string {
  return line.replace(codes, '');
}
