import type { RunStarted } from '../model/run-event.ts';
import { emptyChain, extendChain } from './chain.ts';
import { journalFile } from './read-journal.ts';
import { readLines } from './read-lines.ts';
import type { Run } from './run-store.ts';
import { sha256 } from './sha256.ts';

/** How a run began, without reading the rest of its journal; `null` when its first line does not say. */
export function readOpening({ directory }: Run): RunStarted | null {
  try {
    for (const { bytes } of readLines(journalFile(directory))) {
      const { entry } = extendChain(emptyChain, bytes, sha256);
      return entry?.type === 'run-started' ? entry : null;
    }
  } catch {
    // Reading the journal itself says why it cannot be read.
  }
  return null;
}
