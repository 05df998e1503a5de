import { listRuns } from '../journal/list-runs.ts';
import { readJournal } from '../journal/read-journal.ts';
import type { Run } from '../journal/run-store.ts';
import { nameOperator } from '../model/operator-name.ts';
import { exitCode } from '../model/outcome.ts';
import type { RunState } from '../model/state.ts';
import { foldRun } from '../run/fold-run.ts';
import { renderTable } from '../ui/table.ts';
import { showWords } from '../ui/visible-text.ts';
import type { CommandRun } from './command-table.ts';
import { isAlive } from './hold-locks.ts';
import { stateDirectoryOf } from './state-store.ts';

/** What `runs --json` prints of a run. */
interface RunLine {
  readonly run: string;
  readonly runbook: string | null;
  readonly status: RunState['status'];
  readonly step: string | null;
  readonly started: string | null;
  readonly updated: string | null;
  readonly operator: RunState['operator'];
  /** Lines of its journal that are not as they were written. */
  readonly damage: number;
}

/** Lists the runs, the latest first. */
export const runs: CommandRun = async (world, _args, options, globals) => {
  const lines: RunLine[] = [];
  for (const run of listRuns(stateDirectoryOf(world, globals))) lines.push(await describe(run));
  world.stdout.write(options.json === true ? `${JSON.stringify(lines, null, 2)}\n` : render(lines));
  return exitCode.done;
};

async function describe({ id, directory }: Run): Promise<RunLine> {
  const { entries, damage } = readJournal(directory);
  const state = foldRun(entries, { alive: await isAlive(directory) });
  return {
    run: id,
    runbook: state.runbook?.id ?? null,
    status: state.status,
    step: state.status === 'done' ? null : state.current,
    started: state.started,
    updated: state.updated,
    operator: state.operator,
    damage: damage.length,
  };
}

function render(lines: readonly RunLine[]): string {
  if (lines.length === 0) return 'There are no runs here.\n';
  return renderTable(
    lines.map(({ run, runbook, status, step, operator, damage }) =>
      [
        run,
        runbook ?? '?',
        status,
        step === null ? '' : `at ${step}`,
        operator === null ? '' : nameOperator(operator),
        damage > 0 ? 'DAMAGED: see runbook verify' : '',
      ].map((cell) => showWords(cell, { ascii: false })),
    ),
  );
}
