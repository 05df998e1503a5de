import { closeSync, openSync, readSync } from 'node:fs';
import type { OutputRecord } from '../model/event.ts';
import { fileOfRun } from './run-files.ts';
import { digestFile } from './sha256.ts';

export type RecordedStdout =
  | { readonly type: 'read'; readonly bytes: Uint8Array }
  | { readonly type: 'missing' | 'changed' | 'mixed' | 'too-long' };

/** Beyond that nobody wants it in a document. */
const limit = 8 * 1024 * 1024;

/** What an attempt printed to stdout alone, if its log still is what the journal records. Throws nothing. */
export function readStdout(directory: string, output: OutputRecord): RecordedStdout {
  const path = fileOfRun(directory, output.file);
  const found = path === null ? null : digestFile(path);
  if (path === null || found === null) return { type: 'missing' };
  if (found.sha256 !== output.sha256 || found.bytes !== output.bytes) return { type: 'changed' };
  const turns = output.bytes === 0 ? [] : output.turns;
  if (turns === undefined || sum(turns) !== output.bytes) return { type: 'mixed' };
  if (sum(turns.filter(isStdout)) > limit) return { type: 'too-long' };
  return readTurns(path, turns);
}

function readTurns(path: string, turns: readonly number[]): RecordedStdout {
  try {
    const fd = openSync(path, 'r');
    try {
      let position = 0;
      const chunks: Uint8Array[] = [];
      for (const [index, length] of turns.entries()) {
        if (isStdout(length, index)) {
          const chunk = new Uint8Array(length);
          chunks.push(chunk.subarray(0, readSync(fd, chunk, 0, length, position)));
        }
        position += length;
      }
      return { type: 'read', bytes: Buffer.concat(chunks) };
    } finally {
      closeSync(fd);
    }
  } catch {
    return { type: 'missing' };
  }
}

function isStdout(_length: number, index: number): boolean {
  return index % 2 === 0;
}

function sum(lengths: readonly number[]): number {
  return lengths.reduce((total, length) => total + length, 0);
}
