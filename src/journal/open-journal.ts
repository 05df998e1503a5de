import { closeSync, ftruncateSync, openSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { emptyChain } from './chain.ts';
import type { Damage } from './damage.ts';
import { createPrivateFile, type Disk, disk as realDisk, syncDirectory } from './disk.ts';
import { FileJournal } from './file-journal.ts';
import { type JournalScan, journalFile, scanJournal } from './read-journal.ts';
import { codeOf, storing } from './storage-error.ts';

export interface JournalOptions {
  /** The run's directory; it exists. */
  readonly directory: string;
  readonly run: string;
  /** Milliseconds since the epoch. */
  now(): number;
  readonly disk?: Disk;
}

/** A last line that a crash had cut short, and the file (in the run's directory) it was moved to. */
export interface Recovery {
  readonly file: string;
  readonly bytes: number;
}

export type Reopened =
  | { readonly type: 'reopened'; readonly journal: FileJournal; readonly recovery: Recovery | null }
  /** Nothing was touched: what is wrong is more than a torn last line, and only a human can judge it. */
  | { readonly type: 'damaged'; readonly damage: readonly Damage[] };

/** Begins a run's journal. Throws a `StorageError`; an existing journal is one. */
export function createJournal({ directory, run, now, disk = realDisk }: JournalOptions): FileJournal {
  const path = journalFile(directory);
  const fd = storing('create', path, () => {
    const opened = openSync(path, 'ax', 0o600);
    syncDirectory(directory);
    syncDirectory(dirname(directory));
    return opened;
  });
  return new FileJournal({ run, path, fd, size: 0, chain: emptyChain, entries: [], disk, now });
}

/** Continues a run's journal where its last whole line ends. Throws a `StorageError`. */
export function reopenJournal({ directory, run, now, disk = realDisk }: JournalOptions): Reopened {
  const scan = scanJournal(directory);
  const damage = [...scan.damage.filter(({ type }) => type !== 'torn'), ...foreign(scan, run)];
  if (damage.length > 0) return { type: 'damaged', damage };
  const path = journalFile(directory);
  const fd = storing('write', path, () => openSync(path, 'a'));
  const recovery =
    scan.torn === null ? null : storing('recover', path, () => moveTornAside(directory, fd, scan));
  const { chain, size, entries } = scan;
  const journal = new FileJournal({ run, path, fd, size, chain, entries, disk, now });
  return { type: 'reopened', journal, recovery };
}

function foreign({ chain }: JournalScan, run: string): readonly Damage[] {
  if (chain.run === null || chain.run === run) return [];
  return [{ type: 'wrong-run', line: 1, message: `belongs to run ${chain.run}, not to ${run}` }];
}

/** A crash between the two steps leaves a copy too many, never a byte too few. */
function moveTornAside(directory: string, fd: number, { torn, size }: JournalScan): Recovery {
  const bytes = torn ?? new Uint8Array();
  try {
    const file = writeAside(directory, bytes);
    syncDirectory(directory);
    ftruncateSync(fd, size);
    realDisk.sync(fd);
    return { file, bytes: bytes.length };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function writeAside(directory: string, bytes: Uint8Array): string {
  for (let n = 1; ; n++) {
    const path = join(directory, `journal.torn-${n}`);
    try {
      createPrivateFile(path, bytes);
      return basename(path);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}
