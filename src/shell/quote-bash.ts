/**
 * A text as one `$'…'` word on one line. NUL cannot be written in bash.
 * Control characters are escaped, so that nothing in the text can end a line of the file it is put into.
 */
export function quoteBash(text: string): string {
  const escaped = text.replace(/[\\'\u0000-\u001f\u007f]/g, (character) => {
    if (character === '\n') return '\\n';
    if (character === '\\' || character === "'") return `\\${character}`;
    return `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
  });
  return `$'${escaped}'`;
}
