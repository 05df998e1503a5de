import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type JournalScan, scanJournal } from '../../src/journal/read-journal.ts';
import { Project } from '../e2e/project.ts';
import type { Kill } from './kill.ts';

const fence = '```';

const block = (id: string, annotations: string, claims: string) => `
${fence}bash ${annotations} id=${id} expect="${claims}"
did="$did ${id}"
bash ledger.sh ${id} "$did"
${fence}
`;

/** The steps of the runbook that is crashed, in order, and whether they change something. */
export const steps = [
  { id: 'look', changes: false },
  { id: 'change', changes: true },
  { id: 'append', changes: true },
  { id: 'wipe', changes: true },
  { id: 'check', changes: false },
  { id: 'last', changes: true },
] as const;

const annotations: Readonly<Record<(typeof steps)[number]['id'], string>> = {
  look: 'readonly',
  change: 'gate',
  append: 'auto',
  wipe: 'gate="wipe the ledger"',
  check: 'readonly',
  last: 'gate confirm="it looks right"',
};

/**
 * What every block does outside of the runner's view: a line in the ledger, a moment, another line. Told to by the file
 * `kill` (`CALL:MOMENT`) it kills the runner, which is the parent of the shell that runs the block.
 */
const ledger = `
step=$1 did=$2
kill=$(cat "$HOME/kill")
calls=$(($(cat "$HOME/calls-$PPID" 2>/dev/null || echo 0) + 1))
echo "$calls" >"$HOME/calls-$PPID"
die() {
  if [ "$kill" = "$calls:$1" ]; then
    read -r _ _ _ runner _ <"/proc/$PPID/stat"
    kill -KILL "$runner"
  fi
}
die before
echo "begin $step $PPID$did" >>"$HOME/ledger"
die between
sleep 0.01
echo "end $step $PPID$did" >>"$HOME/ledger"
die after
echo "done $step"
`;

/** One line of the ledger: which step, in which shell, and which steps the session had been through. */
export interface LedgerLine {
  readonly what: 'begin' | 'end';
  readonly step: string;
  readonly shell: number;
  readonly did: readonly string[];
}

export interface BegunRun {
  readonly id: string;
  readonly scan: JournalScan;
}

/** A project whose only runbook writes a ledger. */
export class CrashProject extends Project {
  constructor() {
    super({ 'ledger.sh': ledger });
    // Also of the steps that only look it is told what they write.
    const known = "commands:\n  - {pattern: ledger.sh look|check, effect: reads, why: 'keeps the ledger'}\n";
    this.write('runbook.config.yaml', `runbooks: runbooks\n${known}`);
    const body = steps.map(({ id }) => block(id, annotations[id], `1 'done ${id}' line`)).join('');
    const front = `---\nrunbook: {id: x, target: "${this.directory}"}\n---\n`;
    this.write('runbooks/x.md', `${front}\n# X\n${body}`);
  }

  ledger(): readonly LedgerLine[] {
    const path = join(this.directory, 'ledger');
    if (!existsSync(path)) return [];
    const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => {
      const [what, step = '', shell, ...did] = line.split(' ');
      return { what: what === 'begin' ? 'begin' : 'end', step, shell: Number(shell), did };
    });
  }

  /** What the blocks of the next life read: when they kill the runner. */
  plan(kill: Kill): void {
    this.write('kill', kill.type === 'inside' ? `${kill.call}:${kill.moment}` : '');
  }

  /** Directories of all runs, those included that died before they had a journal. */
  runDirectories(): readonly string[] {
    const parent = join(this.directory, '.runbook/runs');
    return existsSync(parent) ? readdirSync(parent).map((id) => join(parent, id)) : [];
  }

  /** The runs that have begun: their journal says so. */
  begun(): readonly BegunRun[] {
    return this.runDirectories().flatMap((directory) => {
      const scan = scanJournal(directory);
      return scan.entries.length === 0 ? [] : [{ id: basename(directory), scan }];
    });
  }
}
