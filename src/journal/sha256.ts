import { createHash, hash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

/** SHA-256 of bytes, or of a text's UTF-8, in lower-case hexadecimal. */
export function sha256(content: Uint8Array | string): string {
  return hash('sha256', content, 'hex');
}

export interface FileDigest {
  readonly bytes: number;
  readonly sha256: string;
}

/** Size and SHA-256 of a regular file; `null` when there is none or it cannot be read. */
export function digestFile(path: string): FileDigest | null {
  try {
    // Asked before opening, because opening a pipe would wait for its other end.
    return statSync(path).isFile() ? digest(path) : null;
  } catch {
    return null;
  }
}

function digest(path: string): FileDigest | null {
  const fd = openSync(path, 'r');
  try {
    if (!fstatSync(fd).isFile()) return null;
    const hasher = createHash('sha256');
    const chunk = new Uint8Array(65_536);
    let bytes = 0;
    for (let read = readSync(fd, chunk); read > 0; read = readSync(fd, chunk)) {
      hasher.update(chunk.subarray(0, read));
      bytes += read;
    }
    return { bytes, sha256: hasher.digest('hex') };
  } finally {
    closeSync(fd);
  }
}
