import { listRuns } from '../journal/list-runs.ts';
import { readRunRecord } from '../launch/run-record.ts';
import { nameOperator } from '../model/operator-name.ts';
import { exitCode } from '../model/outcome.ts';
import { didYouMean } from '../parse/suggest.ts';
import { describeRun, type HistoryFilter, type HistoryLine, isWanted, readSince } from '../report/history.ts';
import { runWords } from '../report/status-words.ts';
import { tellIdle, tellWalked } from '../report/time-spent.ts';
import { type Dispensable, renderTable } from '../ui/table.ts';
import { showWords } from '../ui/visible-text.ts';
import { Refusal } from '../world/refusal.ts';
import { existingStateDirectory } from '../world/state-store.ts';
import type { CommandRun } from './command.ts';

/** Lists the runs, the latest first, as far as the filters let them through. */
export const runs: CommandRun = async (world, _args, options, globals) => {
  const filter = readFilter(options);
  const lines: HistoryLine[] = [];
  const all = listRuns(existingStateDirectory(world, globals));
  for (const run of all) lines.push(describeRun(run.id, await readRunRecord(run)));
  const wanted = lines.filter((line) => isWanted(line, filter));
  const json = () => `${JSON.stringify(wanted, null, 2)}\n`;
  const columns = world.stdout.columns ?? Number.POSITIVE_INFINITY;
  world.stdout.write(options.json === true ? json() : render(wanted, all.length, columns));
  return exitCode.done;
};

/** Throws a `Refusal` for what would let nothing through because it is misspelt. */
function readFilter({ runbook, status, since, operator }: Record<string, unknown>): HistoryFilter {
  const statuses = Array.isArray(status) ? status.flatMap((each) => String(each).split(',')) : null;
  const unknown = statuses?.find((each) => !Object.hasOwn(runWords, each));
  if (unknown !== undefined) {
    const known = Object.keys(runWords);
    throw new Refusal(
      `no run has the status ${unknown}${didYouMean(unknown, known)}`,
      `one of: ${known.join(', ')}`,
      exitCode.usage,
    );
  }
  const from = typeof since === 'string' ? readSince(since, Date.now()) : null;
  if (typeof since === 'string' && from === null) {
    throw new Refusal(
      `${since} is no time to begin at`,
      'such as 30m, 12h, 7d, 2026-11-21 or 2026-11-21T14:03',
      exitCode.usage,
    );
  }
  return {
    runbook: typeof runbook === 'string' ? runbook : null,
    statuses,
    since: from,
    operator: typeof operator === 'string' ? operator : null,
  };
}

/** When a run began stands in its name too. */
const dispensable: readonly Dispensable[] = [
  { column: 4, cutTo: null, name: 'when they started' },
  { column: 7, cutTo: 14, name: 'operators' },
  { column: 6, cutTo: null, name: 'how long nothing was running' },
  { column: 5, cutTo: null, name: 'how long they took' },
  { column: 3, cutTo: null, name: 'where they are' },
];

const headings = ['RUN', 'RUNBOOK', 'STATUS', 'AT', 'STARTED (UTC)', 'TOOK', 'IDLE', 'OPERATORS', ''];

function render(lines: readonly HistoryLine[], all: number, columns: number): string {
  if (all === 0) return 'There are no runs here.\n';
  if (lines.length === 0) return `None of the ${all} runs here is like that.\n`;
  const rows = lines.map((line) => [
    line.run,
    line.runbook ?? '?',
    line.status,
    line.step ?? '',
    line.started === null ? '?' : line.started.slice(0, 16).replace('T', ' '),
    line.took === null ? '' : tellWalked(line.time),
    tellIdle(line.time),
    line.operators.map(nameOperator).join(', '),
    line.damage > 0 ? 'DAMAGED: see runbook verify' : '',
  ]);
  // Most runs are never stopped.
  const isIdle = lines.some((line) => tellIdle(line.time) !== '');
  const names = headings.map((name) => (name === 'IDLE' && !isIdle ? '' : name));
  const shown = rows.map((row) => row.map((cell) => showWords(cell, { ascii: false })));
  return renderTable([names, ...shown], { columns, dispensable });
}
