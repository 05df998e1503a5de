import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type FromThread, LogThread, type ToThread } from '../../src/journal/log-thread.ts';
import { StorageError } from '../../src/journal/storage-error.ts';

const { started, SlowThread } = await vi.hoisted(async () => {
  const { EventEmitter } = await import('node:events');
  const started: InstanceType<typeof EventEmitter>[] = [];

  /** A thread that answers when the test says so. */
  class SlowThread extends EventEmitter {
    readonly told: ToThread[] = [];

    constructor() {
      super();
      started.push(this);
    }

    postMessage(message: ToThread): void {
      this.told.push(message);
    }

    ref(): void {}

    unref(): void {}

    async terminate(): Promise<void> {}

    answer(message: FromThread): void {
      this.emit('message', message);
    }

    giveBackOldest(): void {
      const oldest = this.told.shift();
      if (oldest?.type !== 'write') throw new Error('nothing is under way');
      this.answer({ type: 'written', buffer: oldest.buffer });
    }
  }

  return { started, SlowThread };
});

vi.mock('node:worker_threads', () => ({ Worker: SlowThread }));

function startThread() {
  const log = new LogThread('/runs/x/steps/001-a-1.log', 'the hash');
  return { log, thread: started.at(-1) as InstanceType<typeof SlowThread> };
}

/** Two streams, both of which are held back. */
function holdBackTwo(log: LogThread) {
  const mebibyte = new Uint8Array(1 << 20);
  for (let buffers = 0; buffers < 7; buffers += 1) expect(log.write(mebibyte)).toBeUndefined();
  const held = [log.write(mebibyte), log.write(mebibyte)];
  for (const each of held) expect(each).toBeInstanceOf(Promise);
  return held;
}

beforeEach(() => {
  started.length = 0;
});

describe('a thread that is behind', () => {
  test('lets every stream go on that it held back, not the last one alone', async () => {
    const { log, thread } = startThread();
    const held = holdBackTwo(log);
    let free = 0;
    for (const each of held) void each?.then(() => (free += 1));
    thread.giveBackOldest();
    await new Promise(setImmediate);
    expect(free).toBe(0);
    thread.giveBackOldest();
    await Promise.all(held);
    expect(free).toBe(2);
  });

  test('tells every stream that it held back what went wrong, and whoever writes on', async () => {
    const { log, thread } = startThread();
    const held = holdBackTwo(log);
    thread.answer({ type: 'failed', code: 'ENOSPC', message: 'ENOSPC: no space left on device, write' });
    const expected = 'cannot write /runs/x/steps/001-a-1.log: no space left on device';
    for (const each of held) await expect(each).rejects.toThrow(expected);
    expect(() => log.write(new Uint8Array(1))).toThrow(StorageError);
    await expect(log.end()).rejects.toThrow(expected);
  });
});
