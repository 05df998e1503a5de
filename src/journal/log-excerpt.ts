import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import type { OutputRecord } from '../model/event.ts';
import type { LogExcerpt } from '../report/log-excerpt.ts';
import { fileOfRun } from './run-files.ts';
import { digestFile } from './sha256.ts';

/**
 * Beginning and end of a log, at most `limit` bytes together, held against what the journal records of it (`null`:
 * the record broke off). Throws nothing: a log that cannot be read is `missing`.
 */
export function readExcerpt(
  directory: string,
  name: string,
  record: OutputRecord | null,
  limit: number,
): LogExcerpt {
  const path = fileOfRun(directory, name);
  const read = path === null ? null : readEnds(path, limit);
  if (path === null || read === null) return { state: 'missing', head: '', tail: '', bytes: 0, leftOut: 0 };
  const state = record === null ? 'unrecorded' : isAsRecorded(path, record) ? 'intact' : 'changed';
  return { state, ...read };
}

function isAsRecorded(path: string, { bytes, sha256 }: OutputRecord): boolean {
  const found = digestFile(path);
  return found !== null && found.bytes === bytes && found.sha256 === sha256;
}

function readEnds(path: string, limit: number): Omit<LogExcerpt, 'state'> | null {
  try {
    // Asked before opening, because opening a pipe would wait for its other end.
    if (!statSync(path).isFile()) return null;
    const fd = openSync(path, 'r');
    try {
      const { size } = fstatSync(fd);
      const whole = size <= limit;
      const half = Math.floor(limit / 2);
      const head = readAt(fd, 0, whole ? size : half);
      const tail = whole ? new Uint8Array() : readAt(fd, size - half, half);
      return {
        head: decode(head),
        tail: decode(tail),
        bytes: size,
        leftOut: size - head.length - tail.length,
      };
    } finally {
      closeSync(fd);
    }
  } catch {
    return null;
  }
}

function readAt(fd: number, position: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  return bytes.subarray(0, readSync(fd, bytes, 0, length, position));
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
