/** Names of steps and runbooks: ASCII letters and digits, joined by `-`, `.` or `_`. */
export function isIdentifier(text: string): boolean {
  return /^[A-Za-z0-9]+(?:[-._]+[A-Za-z0-9]+)*$/.test(text);
}
