import { verifyJournal } from '../journal/verify-journal.ts';
import { exitCode } from '../model/outcome.ts';
import type { CommandRun } from './command-table.ts';
import { findRunOrLatest, stateDirectoryOf } from './state-store.ts';

/** Prints what was found, line by line; exit 1 when the record is not as it was written. */
export const verify: CommandRun = async (world, [name], options, globals) => {
  const run = findRunOrLatest(stateDirectoryOf(world, globals), name);
  const head = typeof options.head === 'string' ? options.head : undefined;
  const {
    findings,
    entries,
    head: found,
    headLine,
  } = verifyJournal(run.directory, head === undefined ? {} : { head });
  for (const { line, message } of findings) {
    world.stdout.write(`${run.directory}/journal.jsonl:${line}: ${message}\n`);
  }
  if (findings.length > 0) {
    world.stdout.write(`${run.id}  the record was changed or damaged (${findings.length} findings)\n`);
    return exitCode.failed;
  }
  world.stdout.write(`${run.id}  intact, ${entries.length} entries, head ${found}\n`);
  world.stdout.write(headNote(head, headLine, entries.length));
  return exitCode.done;
};

function headNote(head: string | undefined, line: number | null, entries: number): string {
  if (head === undefined) return 'Without --head a cut-off end cannot be seen.\n';
  if (line === entries) return 'The head is the expected one.\n';
  return `The expected head is that of line ${line}; ${entries - (line ?? 0)} entries were added since.\n`;
}
