import { execFile } from 'node:child_process';
import { constants, openSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Makes named pipes (0600). Node has no call for it. */
export async function makeFifos(paths: readonly string[]): Promise<void> {
  await promisify(execFile)('mkfifo', ['-m', '600', '--', ...paths]);
}

const { O_RDONLY, O_RDWR, O_WRONLY, O_NONBLOCK } = constants;

/** For reading without waiting for a writer. */
export function openForReading(path: string): number {
  return openSync(path, O_RDONLY | O_NONBLOCK);
}

/** For writing; there must be a reader already. */
export function openForWriting(path: string): number {
  return openSync(path, O_WRONLY | O_NONBLOCK);
}

/** Open at both ends: neither end ever sees the other one gone while this descriptor is open. */
export function openBothEnds(path: string): number {
  return openSync(path, O_RDWR | O_NONBLOCK);
}

/** Writes all of it, waiting while the pipe is full. */
export async function writeFully(fd: number, data: Uint8Array): Promise<void> {
  for (let rest = data; rest.length > 0; ) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      await sleep(2);
    }
  }
}
