import { closeSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { BlockStream } from '../../src/shell/block-stream.ts';
import { endMark } from '../../src/shell/end-mark.ts';
import { makeFifos, openForWriting } from '../../src/shell/fifo.ts';
import { StreamPipe } from '../../src/shell/stream-pipe.ts';
import { makeFolder } from './open-test-session.ts';

async function openPipe(): Promise<StreamPipe> {
  const path = join(makeFolder(), 'pipe');
  await makeFifos([path]);
  const pipe = new StreamPipe(path);
  onTestFinished(() => pipe.giveUp());
  return pipe;
}

describe('BlockStream', () => {
  test('is free for another block when nobody holds its pipe', async () => {
    const pipe = await openPipe();
    const got: string[] = [];
    for (const name of ['first', 'second']) {
      const stream = new BlockStream(pipe, name, {
        deliver: (chunk) => void got.push(`${name}: ${Buffer.from(chunk)}`),
        late: (chunk) => void got.push(`late: ${Buffer.from(chunk)}`),
      });
      const writer = openForWriting(pipe.path);
      writeSync(writer, Buffer.concat([Buffer.from(name), endMark(name)]));
      await stream.delivered;
      writeSync(writer, 'more');
      closeSync(writer);
      expect(stream.release()).toBe(true);
      await stream.emptied;
    }
    expect(got).toEqual(['first: first', 'late: more', 'second: second', 'late: more']);
  });

  test('passes on what came late behind what is delivered slowly before it is free', async () => {
    const pipe = await openPipe();
    const late: string[] = [];
    let finish = () => {};
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const stream = new BlockStream(pipe, 'nonce', {
      deliver: () => {
        begin();
        return slow;
      },
      late: (chunk) => void late.push(`${Buffer.from(chunk)}`),
    });
    const writer = openForWriting(pipe.path);
    writeSync(writer, Buffer.concat([Buffer.from('output'), endMark('nonce')]));
    await begun;
    writeSync(writer, 'late');
    closeSync(writer);
    // Nothing of it is read meanwhile.
    for (let turns = 0; turns < 50; turns += 1) await turn();
    expect(late).toEqual([]);
    finish();
    await stream.delivered;
    expect(stream.release()).toBe(true);
    await stream.emptied;
    expect(late).toEqual(['late']);
  });
});
