import { createHash } from 'node:crypto';
import { closeSync, fdatasync, fsyncSync, openSync, readSync } from 'node:fs';
import { promisify } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import { disk, writeAll } from './disk.ts';
import type { Beginning, FromThread, ToThread } from './log-thread.ts';
import { codeOf } from './storage-error.ts';

/**
 * A thread of its own that goes on writing a log, and hashes it, while the runner reads and judges what comes next. It
 * gives each buffer back when its bytes are written.
 */
const { path, sha256 } = workerData as Beginning;
const fd = openSync(path, 'r+');
const hash = createHash('sha256');
let unsynced = 0;
let syncing: Promise<void> | null = null;

/** Bytes after which the disk is told to begin, so that it need not take all of them at the end. */
const syncAfter = 64 * 1024 * 1024;

function say(message: FromThread, transfer: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

/** What the runner wrote itself, and nobody else; leaves the file's position behind it. */
function readBeginning(): void {
  const chunk = new Uint8Array(1 << 20);
  for (let read = readSync(fd, chunk); read > 0; read = readSync(fd, chunk)) {
    hash.update(chunk.subarray(0, read));
  }
  if (hash.copy().digest('hex') !== sha256) fail(new Error('it was changed by another process'));
}

function write(buffer: ArrayBuffer, length: number): void {
  const bytes = new Uint8Array(buffer, 0, length);
  writeAll(disk, fd, bytes);
  hash.update(bytes);
  unsynced += length;
  if (unsynced >= syncAfter && syncing === null) syncBeside();
}

/** The system tells once what could not be stored: the sync at the end would know nothing of it. */
function syncBeside(): void {
  unsynced = 0;
  syncing = promisify(fdatasync)(fd).then(() => {
    syncing = null;
  }, fail);
}

async function end(): Promise<void> {
  await syncing;
  fsyncSync(fd);
  closeSync(fd);
  say({ type: 'ended', sha256: hash.digest('hex') });
}

function fail(error: unknown): void {
  say({ type: 'failed', code: codeOf(error), message: String((error as Error).message) });
}

readBeginning();
parentPort?.on('message', async (message: ToThread) => {
  try {
    if (message.type === 'end') return await end();
    write(message.buffer, message.length);
    say({ type: 'written', buffer: message.buffer }, [message.buffer]);
  } catch (error) {
    fail(error);
  }
});
