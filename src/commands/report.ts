import { readJournal } from '../journal/read-journal.ts';
import { exitCode } from '../model/outcome.ts';
import { reportRun } from '../report/run-json.ts';
import type { CommandRun } from './command-table.ts';
import { isAlive } from './hold-locks.ts';
import { Refusal } from './refusal.ts';
import { findRunOrLatest, stateDirectoryOf } from './state-store.ts';

/** Prints a run's report; damage in its journal goes to stderr and makes the exit 1. */
export const report: CommandRun = async (world, [name], options, globals) => {
  const format = options.format ?? 'json';
  if (format !== 'json') {
    throw new Refusal(`unknown report format ${format}`, 'the one format so far is json', exitCode.usage);
  }
  const run = findRunOrLatest(stateDirectoryOf(world, globals), name);
  const { entries, damage } = readJournal(run.directory);
  world.stdout.write(`${JSON.stringify(reportRun(entries, await isAlive(run.directory)), null, 2)}\n`);
  for (const { line, message } of damage) {
    world.stderr.write(`runbook: ${run.directory}/journal.jsonl:${line}: ${message}\n`);
  }
  return damage.length > 0 ? exitCode.failed : exitCode.done;
};
