import { constants, openSync, writeSync } from 'node:fs';
import * as real from '../../src/journal/disk.ts';

/**
 * Stands in for `src/journal/disk.ts` in the build that is made to crash: the same calls, and at the one that
 * RUNBOOK_CRASH_DISK (`CALL:MOMENT`) names the process kills itself.
 */
const [wanted, moment] = (process.env.RUNBOOK_CRASH_DISK ?? '').split(':');
let calls = 0;

function around<T>(act: () => T, half: () => void = () => {}): T {
  calls += 1;
  const isDue = String(calls) === wanted;
  if (isDue && moment === 'half') half();
  if (isDue && moment !== 'after') die();
  const result = act();
  if (isDue) die();
  return result;
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way; nothing may happen meanwhile.
  for (;;);
}

const halfOf = (content: Uint8Array | string) => {
  const bytes = Buffer.from(content);
  return bytes.subarray(0, bytes.length >> 1);
};

export type { Disk } from '../../src/journal/disk.ts';

export const disk: real.Disk = {
  write: (fd, bytes) =>
    around(
      () => real.disk.write(fd, bytes),
      () => writeSync(fd, halfOf(bytes)),
    ),
  sync: (fd) => around(() => real.disk.sync(fd)),
  truncate: (fd, size) => around(() => real.disk.truncate(fd, size)),
};

export const writeAll: typeof real.writeAll = (_disk, fd, bytes) => real.writeAll(disk, fd, bytes);

export const createPrivateFile: typeof real.createPrivateFile = (path, content) =>
  around(
    () => real.createPrivateFile(path, content),
    () => {
      const { O_WRONLY, O_CREAT, O_EXCL } = constants;
      writeSync(openSync(path, O_WRONLY | O_CREAT | O_EXCL, 0o600), halfOf(content));
    },
  );

export const syncDirectory: typeof real.syncDirectory = (path) => around(() => real.syncDirectory(path));
