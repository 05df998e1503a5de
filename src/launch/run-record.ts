import { scanJournal } from '../journal/read-journal.ts';
import type { Run } from '../journal/run-store.ts';
import { soundPart } from '../journal/sound-part.ts';
import type { RunRecord } from '../report/run-record.ts';
import { isAlive } from './hold-locks.ts';

/** A run's journal as reports take it. Never throws for what stands in it. */
export async function readRunRecord({ directory }: Run): Promise<RunRecord> {
  // Asked first: a run that ends in between is then told as it ended, not as one that broke off.
  const alive = await isAlive(directory);
  const scan = scanJournal(directory);
  const { sound, beyond, broken } = soundPart(scan);
  return { entries: sound, beyond, broken, faults: scan.damage, head: scan.head, alive };
}
