import { closeSync, openSync, readSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { disk, syncDirectory, writeAll } from './disk.ts';
import type { Redactor } from './redactor.ts';
import { storing } from './storage-error.ts';

/**
 * Takes the values of secrets out of a file that another program has written. The file keeps its name; its
 * content is replaced at once or not at all. Throws a `StorageError`.
 */
export function redactFile(path: string, redactor: Redactor): void {
  storing('redact', path, () => {
    const clean = `${path}.redacted`;
    const from = openSync(path, 'r');
    const to = openSync(clean, 'w', 0o600);
    try {
      copy(from, to, redactor);
      disk.sync(to);
    } finally {
      closeSync(from);
      closeSync(to);
    }
    renameSync(clean, path);
    syncDirectory(dirname(path));
  });
}

function copy(from: number, to: number, redactor: Redactor): void {
  const stream = redactor.stream();
  const chunk = new Uint8Array(65_536);
  for (let size = readSync(from, chunk); size > 0; size = readSync(from, chunk)) {
    writeAll(disk, to, stream.write(chunk.slice(0, size)));
  }
  writeAll(disk, to, stream.end());
}
