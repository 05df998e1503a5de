import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { storing } from './storage-error.ts';

/** The last `limit` bytes of a file, or all of it when it is shorter. Throws a `StorageError`. */
export function readTail(path: string, limit: number): Uint8Array {
  return storing('read', path, () => {
    const fd = openSync(path, 'r');
    try {
      const { size } = fstatSync(fd);
      const tail = new Uint8Array(Math.min(size, limit));
      const read = readSync(fd, tail, 0, tail.length, size - tail.length);
      return tail.subarray(0, read);
    } finally {
      closeSync(fd);
    }
  });
}
