import { soundPart } from '../journal/sound-part.ts';
import { type Verification, verifyJournal } from '../journal/verify-journal.ts';
import { exitCode } from '../model/outcome.ts';
import { showWords } from '../ui/visible-text.ts';
import { Refusal } from '../world/refusal.ts';
import { existingStateDirectory, findRunOrLatest } from '../world/state-store.ts';
import type { CommandRun } from './command.ts';

/** Prints what was found, line by line; exit 1 when the record is not as it was written. */
export const verify: CommandRun = async (world, [name], options, globals) => {
  const head = typeof options.head === 'string' ? readHead(options.head) : undefined;
  const run = findRunOrLatest(existingStateDirectory(world, globals), name);
  const verified = verifyJournal(run.directory, head === undefined ? {} : { head });
  const { findings, entries, headLine } = verified;
  for (const { line, message } of findings) {
    const said = showWords(message, { ascii: false });
    world.stdout.write(`${run.directory}/journal.jsonl:${line}: ${said}\n`);
  }
  if (findings.length > 0) {
    const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
    world.stdout.write(`${run.id}  the record was changed or damaged (${count})\n`);
    world.stdout.write(keptNote(verified));
    return exitCode.failed;
  }
  world.stdout.write(`${run.id}  intact, ${entries.length} entries, head ${verified.head}\n`);
  world.stdout.write(headNote(head, headLine, entries.length));
  return exitCode.done;
};

/** Throws a `Refusal` for what no journal could have as its head: the record is not to be blamed for a slip. */
function readHead(text: string): string {
  const head = text.trim().toLowerCase();
  if (/^[0-9a-f]{64}$/.test(head)) return head;
  const what = `--head ${text} is no SHA-256: that has 64 digits from 0 to f`;
  const hint = 'write the whole head as the run printed it when it paused or ended, behind the word head';
  throw new Refusal(what, hint, exitCode.usage);
}

/** What the journal is still good for. Damage to logs and documents leaves it what it is. */
function keptNote({ journalDamage, lines, entries }: Verification): string {
  const { sound, broken } = soundPart({ entries, lines, damage: journalDamage });
  const last = sound.length === 0 ? 0 : lines[sound.length - 1];
  if (!broken) return `The journal itself is unbroken up to line ${last}.\n`;
  if (last === 0)
    return 'Nothing in the journal can be relied on; runbook report shows what can still be read.\n';
  return `The journal is unbroken up to line ${last}; runbook report concludes from that part alone.\n`;
}

function headNote(head: string | undefined, line: number | null, entries: number): string {
  if (head === undefined) return 'Without --head a cut-off end cannot be seen.\n';
  if (line === entries) return 'The head is the expected one.\n';
  return `The expected head is that of line ${line}; ${entries - (line ?? 0)} entries were added since.\n`;
}
