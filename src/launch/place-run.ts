import { createRun, type Run } from '../journal/run-store.ts';
import { StorageError } from '../journal/storage-error.ts';
import { exitCode } from '../model/outcome.ts';
import { Refusal } from '../world/refusal.ts';

/** Makes the directory of a new run. Throws a `StorageError`, or a `Refusal` where another place would help. */
export function placeRun(state: string): Run {
  try {
    return createRun(state, Date.now());
  } catch (error) {
    if (!(error instanceof StorageError) || !/^(?:EACCES|EPERM|EROFS)$/.test(error.code ?? '')) throw error;
    const hint = '--state-dir DIR keeps the record of runs in a directory that you can write to';
    throw new Refusal(error.message, hint, exitCode.failed);
  }
}
