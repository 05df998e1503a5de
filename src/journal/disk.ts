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

/** A file or directory is on disk when it resolves. Where that takes long, the caller can do something else meanwhile. */
export async function syncMeanwhile(fd: number): Promise<void> {
  if (lastSync < handingOver) fsyncSync(fd);
  else {
    await new Promise<void>((resolve, reject) => {
      fsync(fd, (error) => (error === null || error === undefined ? resolve() : reject(error)));
    });
  }
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
