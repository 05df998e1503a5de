/** What each exit code of the command says, in the order of the codes. */
export const exitCodes: readonly (readonly [code: string, meaning: string])[] = [
  ['0', 'done'],
  ['1', 'a step failed'],
  ['2', 'wrong usage'],
  ['3', 'the document has errors'],
  ['4', 'output not as expected'],
  ['5', 'paused; runbook resume goes on'],
  ['6', 'declined or aborted'],
  ['7', 'the target is taken by another run'],
  ['8', 'the outcome of a step is unknown'],
  ['9', 'wrong host or user, or a command is missing'],
  ['70', 'internal error'],
  ['128+n', 'ended by signal n'],
];

/** For `--help`: two columns, the second of which begins in the middle of the codes. */
export function tellExitCodes(): string {
  const [low, high, others] = [exitCodes.slice(0, 5), exitCodes.slice(5, 10), exitCodes.slice(10)];
  const rows = [...low.map((left, at) => [left, high[at]] as const), others];
  const lines = rows.map(([left, right]) => {
    const [first, second] = [tell(left, 2), tell(right, 0)];
    return `  ${first.padEnd(29)}${second}`;
  });
  return `\nExit codes:\n${lines.join('\n')}\n`;
}

function tell(row: (typeof exitCodes)[number] | undefined, width: number): string {
  return row === undefined ? '' : `${row[0].padEnd(width)}${width === 0 ? '  ' : ' '}${row[1]}`;
}
