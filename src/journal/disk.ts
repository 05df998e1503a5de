import {
  closeSync,
  fdatasyncSync,
  fsync,
  fsyncSync,
  ftruncateSync,
  openSync,
  writeFileSync,
  writeSync,
} from 'node:fs';

/** The calls a record is written with; tests let them fail. */
export interface Disk {
  write(fd: number, bytes: Uint8Array): number;
  sync(fd: number): void;
  truncate(fd: number, size: number): void;
}

export const disk: Disk = {
  write: (fd, bytes) => writeSync(fd, bytes),
  sync: (fd) => {
    const begun = performance.now();
    fdatasyncSync(fd);
    lastSync = performance.now() - begun;
  },
  truncate: ftruncateSync,
};

/** Milliseconds. */
let lastSync = 0;

/** Milliseconds that it costs to have a thread do it. */
const handingOver = 0.05;

/** Files and directories are on disk when it resolves: one after the other, or where that takes longer at the same time. */
export async function syncTogether(fds: readonly number[]): Promise<void> {
  if (lastSync < handingOver) for (const fd of fds) fsyncSync(fd);
  else {
    // All of them, before the caller closes any: a number that is free again is soon another file's.
    const ends = await Promise.allSettled(fds.map(syncInThread));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }
}

function syncInThread(fd: number): Promise<void> {
  return new Promise((resolve, reject) => {
    fsync(fd, (error) => (error === null || error === undefined ? resolve() : reject(error)));
  });
}

/** Writes all of it; a write that was cut short is continued until the system says why it is. */
export function writeAll({ write }: Disk, fd: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) {
    const written = write(fd, bytes.subarray(done));
    if (written === 0) throw new Error('nothing more could be written');
    done += written;
  }
}

/** Creates a file that only its owner may read; on disk when it returns. Fails when it exists. */
export function createPrivateFile(path: string, content: Uint8Array | string): void {
  const fd = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(fd, content);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Makes the names in a directory durable, as files that are synced are only found through them. */
export function syncDirectory(path: string): void {
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
