/** `1 line`, `212 lines`. */
export function lineCount(count: number): string {
  return count === 1 ? '1 line' : `${count} lines`;
}

/** `5 of 212 lines`; without any line at all, `no output`. */
export function partOfLines(count: number, total: number): string {
  return total === 0 ? 'no output' : `${count} of ${lineCount(total)}`;
}

/** Why lines were left out of account; empty when none was. */
export function tooLong(lines: number): string {
  if (lines === 0) return '';
  return `; ${lineCount(lines)} too long to be judged`;
}
