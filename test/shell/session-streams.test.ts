import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { ordinary } from '../../src/run/run-manner.ts';
import { openTestSession } from './open-test-session.ts';

describe('output', () => {
  it('keeps the order of the two streams when they are captured as one', async () => {
    const { run } = await openTestSession();
    const { stdout } = await run('for i in {1..200}; do echo o$i; echo e$i >&2; done');
    expect(stdout).toBe(Array.from({ length: 200 }, (_, i) => `o${i + 1}\ne${i + 1}\n`).join(''));
  });

  it('comes as its bytes: NUL, invalid UTF-8, no last newline, a line of 300 KB', async () => {
    const { session } = await openTestSession();
    const chunks: Uint8Array[] = [];
    const run = (code: string) =>
      session.run({
        code,
        file: 'x.md',
        line: 1,
        continues: false,
        cwd: null,
        split: true,
        timeout: null,
        grace: 0,
        manner: ordinary,
        output: (_, chunk) => void chunks.push(Uint8Array.from(chunk)),
      });
    await run(`printf 'a\\0b\\377\\xfe\\r'; head -c 300000 /dev/zero | tr '\\0' x; printf '\\036'`);
    const expected = Buffer.concat([
      Buffer.from('a\0b\xff\xfe\r', 'latin1'),
      Buffer.alloc(300_000, 'x'),
      Buffer.from([0x1e]),
    ]);
    expect(Buffer.concat(chunks).equals(expected)).toBe(true);
  });

  it('carries values that are no valid UTF-8 through a rebuilt session', async () => {
    const { run } = await openTestSession();
    await run(`x=$'a\\377b'; export x`);
    await run('kill -9 $$');
    expect((await run('printf %s "$x" | od -An -tx1')).stdout.trim()).toBe('61 ff 62');
  });

  it('takes code of 300 KB on one line', async () => {
    const { run } = await openTestSession();
    const text = 'y'.repeat(300_000);
    expect((await run(`x='${text}'; echo \${#x}`)).stdout).toBe('300000\n');
  });

  it('of 64 MiB is counted to the byte, in bounded memory', async () => {
    const { session } = await openTestSession();
    let bytes = 0;
    let peak = 0;
    const before = process.memoryUsage().rss;
    const result = await session.run({
      code: 'head -c 67108864 /dev/zero',
      file: 'x.md',
      line: 1,
      continues: false,
      cwd: null,
      split: false,
      timeout: null,
      grace: 0,
      manner: ordinary,
      output: (_, chunk) => {
        bytes += chunk.length;
        peak = Math.max(peak, process.memoryUsage().rss);
      },
    });
    expect(result.exit).toBe(0);
    expect(bytes).toBe(67_108_864);
    expect(peak - before).toBeLessThan(64 << 20);
  });

  it('waits for whoever takes it', async () => {
    const { session } = await openTestSession();
    let released: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      released = resolve;
    });
    let bytes = 0;
    const running = session.run({
      // Its third number is what it has written when nobody reads: no more than pipes and buffers hold.
      code: 'head -c 8388608 /dev/zero',
      file: 'x.md',
      line: 1,
      continues: false,
      cwd: null,
      split: false,
      timeout: null,
      grace: 0,
      manner: ordinary,
      output: async (_, chunk) => {
        bytes += chunk.length;
        await held;
      },
    });
    await vi.waitFor(() => expect(bytes).toBeGreaterThan(0), { timeout: 20_000 });
    const early = await Promise.race([running, sleep(300).then(() => null)]);
    expect(early).toBe(null);
    expect(bytes).toBeLessThan(1 << 20);
    released();
    expect((await running).exit).toBe(0);
    expect(bytes).toBe(8_388_608);
  });

  it('that cannot be taken ends the block, and the run learns why', async () => {
    const { session, run } = await openTestSession();
    await run('x=1');
    const failing = session.run({
      code: 'while :; do echo more; done',
      file: 'x.md',
      line: 1,
      continues: false,
      cwd: null,
      split: false,
      timeout: null,
      grace: 100,
      manner: ordinary,
      output: async () => {
        throw new Error('disk full');
      },
    });
    await expect(failing).rejects.toThrow('disk full');
    expect((await run('echo $x')).stdout).toBe('1\n');
  });
});

describe('late output', () => {
  it('is kept apart from later blocks, counted and written to a file', async () => {
    const { run, session, directory } = await openTestSession();
    const first = await run('mkfifo go; ( read -r _ <go; echo late; echo later >&2; : >done ) & echo now');
    expect(first.stdout).toBe('now\n');
    const second = await run('echo x >go; until [ -e done ]; do sleep 0.02; done; echo second');
    expect(second.stdout).toBe('second\n');
    const late = await vi.waitFor(
      () => {
        const [found] = session.lateOutput();
        expect(found).toBeDefined();
        return found;
      },
      { timeout: 20_000 },
    );
    expect(late?.bytes).toBe(11);
    expect(readFileSync(join(directory, '..', late?.log ?? ''), 'utf8')).toBe('late\nlater\n');
    expect(session.lateOutput()).toEqual([]);
  });

  it('is stored as its redaction makes it', async () => {
    const end = () => Buffer.from('end\n');
    const redact = () => ({ write: (chunk: Uint8Array) => Buffer.alloc(chunk.length, '*'), end });
    const { run, directory, close } = await openTestSession({ redact });
    await run('mkfifo go; ( read -r _ <go; echo hunter2; : >done ) & true');
    await run('echo x >go; until [ -e done ]; do sleep 0.02; done');
    await close();
    const [log] = readdirSync(directory).filter((name) => name.startsWith('late-'));
    expect(readFileSync(join(directory, log ?? ''), 'utf8')).toBe('********end\n');
  });

  it('does not keep a block from ending, nor its pipes from being used again', async () => {
    const { run } = await openTestSession();
    for (let i = 0; i < 20; i += 1) expect((await run(`echo ${i}; sleep 300 & true`)).stdout).toBe(`${i}\n`);
    for (let i = 0; i < 20; i += 1) expect((await run(`echo ${i}`)).stdout).toBe(`${i}\n`);
  });
});
