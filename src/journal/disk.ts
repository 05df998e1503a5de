import {
  closeSync,
  fdatasyncSync,
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
  sync: fdatasyncSync,
  truncate: ftruncateSync,
};

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
