/** One gate as it stood on the terminal. */
export interface GateText {
  /** The command, with rows that were too long for the terminal put together again. */
  readonly command: string;
  /** Variables and values it reads, `NAME=value` each. */
  readonly reads: readonly string[];
  /** What follows each of the other labels (`where`, `since`), on one line. */
  readonly facts: ReadonlyMap<string, string>;
}

/** Reads what was printed of the step's gate. Throws when there is none. */
export function readGate(shown: string, step: string): GateText {
  const rows = shown.split('\n');
  const head = rows.findLastIndex((row) => / {2}■ (GATE|CHECKPOINT|DO THIS) {2}/.test(row));
  const first = rows.findIndex((row) => / {2}■ (?:GATE|CHECKPOINT|DO THIS) {2}(\S+)/.exec(row)?.[1] === step);
  if (first === -1 || head < first) throw new Error(`no gate of ${step} in\n${shown}`);
  const body = rows.slice(first + 1);
  return { command: readCommand(body), ...readFacts(body) };
}

function readCommand(rows: readonly string[]): string {
  const command: string[] = [];
  let inside = false;
  for (const row of rows) {
    const goesOn: boolean = inside && row.startsWith('  ↪');
    inside = goesOn || row.startsWith('  ┃');
    if (goesOn) command.push(`${command.pop()}${row.slice(4)}`);
    else if (inside) command.push(row.slice(4));
  }
  return command.join('\n');
}

function readFacts(rows: readonly string[]): Omit<GateText, 'command'> {
  const reads: string[] = [];
  const facts = new Map<string, string>();
  let label = '';
  for (const row of rows.filter((each) => each.startsWith('  │ '))) {
    const named = /^ {2}│ (reads|where|since|expects|waits|limit|takes|how) +(.*)$/.exec(row);
    const more = /^ {2}│ {9}(\S.*)$/.exec(row);
    if (named !== null || more === null) label = named?.[1] ?? '';
    if (label === 'reads') reads.push(named?.[2] ?? '');
    else if (named !== null) facts.set(label, named[2] ?? '');
    else if (more !== null) facts.set(label, `${facts.get(label)} ${more[1]}`);
  }
  return { reads, facts };
}
