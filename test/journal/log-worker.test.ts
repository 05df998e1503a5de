import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { FromThread, ToThread } from '../../src/journal/log-thread.ts';
import { temporaryDirectory } from './temporary.ts';

type Synced = (error: Error | null) => void;

const thread = vi.hoisted(() => ({
  workerData: { path: '', sha256: '' },
  parentPort: null as EventEmitter | null,
  /** Syncs beside the writing that are under way. */
  syncs: [] as Synced[],
}));

vi.mock('node:worker_threads', () => ({
  get parentPort() {
    return thread.parentPort;
  },
  workerData: thread.workerData,
}));

vi.mock('node:fs', async (original) => ({
  ...(await original<typeof import('node:fs')>()),
  fdatasync: (_: number, done: Synced) => void thread.syncs.push(done),
}));

const mebibyte = 1 << 20;

/** The worker's code, its messages within reach. */
async function start(beginning: string, written = beginning) {
  const path = join(temporaryDirectory(), 'x.log');
  writeFileSync(path, beginning);
  const answers: FromThread[] = [];
  const port = Object.assign(new EventEmitter(), {
    postMessage: (message: FromThread) => void answers.push(message),
  });
  thread.workerData.path = path;
  thread.workerData.sha256 = createHash('sha256').update(written).digest('hex');
  thread.parentPort = port;
  vi.resetModules();
  await import('../../src/journal/log-worker.ts');
  const tell = (message: ToThread) => void port.emit('message', message);
  const write = (text: string | Uint8Array) => {
    const bytes = Uint8Array.from(Buffer.from(text as string));
    tell({ type: 'write', buffer: bytes.buffer, length: bytes.length });
  };
  /** So much that the disk is told to begin. */
  const writeMuch = () => {
    const bytes = new Uint8Array(mebibyte).fill(0x78);
    for (let written = 0; written < 64; written += 1) write(bytes);
  };
  return { path, answers, tell, write, writeMuch };
}

const turn = () => new Promise(setImmediate);

afterEach(() => {
  thread.syncs.length = 0;
});

describe('the thread that writes a log', () => {
  test('goes on behind what is there, and hashes all of it', async () => {
    const { path, answers, tell, write } = await start('begun ');
    write('and ');
    write('ended\n');
    tell({ type: 'end' });
    await turn();
    expect(readFileSync(path, 'utf8')).toBe('begun and ended\n');
    const sha256 = createHash('sha256').update('begun and ended\n').digest('hex');
    expect(answers.map(({ type }) => type)).toEqual(['written', 'written', 'ended']);
    expect(answers.at(-1)).toEqual({ type: 'ended', sha256 });
  });

  test('says that the beginning is not what the runner wrote', async () => {
    const { answers } = await start('bygone ', 'begun ');
    expect(answers).toEqual([{ type: 'failed', code: null, message: 'it was changed by another process' }]);
  });

  test('does not end before a sync beside it, which alone may know that something could not be stored', async () => {
    const { answers, tell, writeMuch } = await start('');
    writeMuch();
    tell({ type: 'end' });
    await turn();
    expect(thread.syncs).toHaveLength(1);
    expect(answers.at(-1)?.type).toBe('written');
    thread.syncs[0]?.(Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' }));
    await turn();
    expect(answers[64]).toEqual({ type: 'failed', code: 'EIO', message: 'EIO: i/o error, fdatasync' });
  });

  test('says at once that a sync beside it failed', async () => {
    const { answers, writeMuch } = await start('');
    writeMuch();
    thread.syncs[0]?.(Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' }));
    await turn();
    expect(answers.at(-1)).toMatchObject({ type: 'failed', code: 'ENOSPC' });
  });

  test('syncs beside it again once one is done', async () => {
    const { answers, tell, writeMuch } = await start('');
    writeMuch();
    writeMuch();
    expect(thread.syncs).toHaveLength(1);
    thread.syncs[0]?.(null);
    await turn();
    writeMuch();
    expect(thread.syncs).toHaveLength(2);
    thread.syncs[1]?.(null);
    tell({ type: 'end' });
    await turn();
    expect(answers.at(-1)?.type).toBe('ended');
  });
});
