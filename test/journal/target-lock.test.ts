import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sha256 } from '../../src/journal/sha256.ts';
import { acquireLock, type Holder } from '../../src/journal/target-lock.ts';
import { temporaryDirectory } from './temporary.ts';

const holder: Holder = {
  run: '20261121-1403-a1f3',
  operator: 'ubuntu (jesse)',
  host: 'jumphost',
  since: '2026-11-21T14:03:00.000Z',
  step: 'audit',
};

/** A lock name that no other test uses. */
const freshName = () => `target ${temporaryDirectory()}`;

async function acquire(name: string, describeHolder = () => holder) {
  const attempt = await acquireLock(name, describeHolder);
  if (attempt.type !== 'held') throw new Error('busy');
  onTestFinished(attempt.release);
  return attempt;
}

/** Another process that takes the lock and, told to, stays or starts one that inherits it. Resolves to what it says first. */
async function startOther(
  name: string,
  stays: boolean,
  left = false,
  // biome-ignore lint/suspicious/noExplicitAny: it says whatever it says
): Promise<{ child: ChildProcess; says: any }> {
  const file = join(temporaryDirectory(), 'target-lock.mjs');
  const bundle = await rolldown({ input: 'src/journal/target-lock.ts', platform: 'node' });
  await bundle.write({ file, format: 'esm' });
  const script = `
    import { spawn } from 'node:child_process';
    import { acquireLock } from ${JSON.stringify(file)};
    const attempt = await acquireLock(${JSON.stringify(name)}, () => (${JSON.stringify({ ...holder, run: 'other' })}));
    const child = ${left} && spawn('sleep', ['60'], { stdio: ['ignore', 'ignore', 'ignore', attempt.descriptor], detached: true });
    console.log(JSON.stringify({ ...attempt, child: child.pid }));
    if (${stays}) process.stdin.resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(child.stdout, 'data');
  return { child, says: JSON.parse(String(line)) };
}

describe('a lock', () => {
  test('is held by one, who tells the others about itself as it is now', async () => {
    const name = freshName();
    let step = 'audit';
    await acquire(name, () => ({ ...holder, step }));
    expect(await acquireLock(name, () => holder)).toEqual({ type: 'busy', holder });
    step = 'recidr';
    expect(await acquireLock(name, () => holder)).toEqual({ type: 'busy', holder: { ...holder, step } });
  });

  test('is free again after its release, and another name is another lock', async () => {
    const name = freshName();
    const { release } = await acquire(name);
    await acquire(freshName());
    await release();
    await acquire(name);
  });

  test('is had by exactly one of many who want it at once', async () => {
    const name = freshName();
    const attempts = await Promise.all(Array.from({ length: 20 }, () => acquireLock(name, () => holder)));
    const held = attempts.filter((attempt) => attempt.type === 'held');
    for (const attempt of held) onTestFinished(attempt.release);
    expect(held).toHaveLength(1);
  });

  test('is refused to another process, which learns who has it', async () => {
    const name = freshName();
    await acquire(name);
    const { says } = await startOther(name, false);
    expect(says).toEqual({ type: 'busy', holder });
  });

  test('of another process is gone when that is killed', async () => {
    const name = freshName();
    const { child, says } = await startOther(name, true);
    expect(says).toMatchObject({ type: 'held' });
    expect(await acquireLock(name, () => holder)).toEqual({
      type: 'busy',
      holder: { ...holder, run: 'other' },
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
    await acquire(name);
  });

  test('is held on by whoever inherits its descriptor, and waited for until that one ends', async () => {
    const name = freshName();
    const { child, says } = await startOther(name, true, true);
    onTestFinished(() => void tryKill(says.child));
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await acquireLock(name, () => holder, { patience: 50 })).toEqual({ type: 'busy', holder: null });

    const waiting = acquireLock(name, () => holder, { patience: 20_000 });
    tryKill(says.child);
    const attempt = await waiting;
    expect(attempt.type).toBe('held');
    if (attempt.type === 'held') await attempt.release();
  });

  test('does not keep a process alive', async () => {
    const { child, says } = await startOther(freshName(), false);
    expect(says).toMatchObject({ type: 'held' });
    if (child.exitCode === null) await once(child, 'exit');
    expect(child.exitCode).toBe(0);
  });

  test('is released although one who asked never hangs up', async () => {
    const name = freshName();
    const { release } = await acquire(name);
    const { connect } = await import('node:net');
    const socket = connect({ path: `\0runbook-${sha256(name)}`, allowHalfOpen: true });
    onTestFinished(() => void socket.destroy());
    await once(socket, 'connect');
    socket.pause();
    await release();
    await acquire(name);
  });

  test.each([
    ['nothing', ''],
    ['something else', 'hello\n'],
    ['too little', '{"run":"x"}\n'],
    ['half a line', '{"run":"x"'],
    ['a list', '[]\n'],
    ['far too much', 'x'.repeat(1_000_000)],
  ])('whose holder says %s is busy all the same', async (_, answer) => {
    const name = freshName();
    const server = createServer((socket) => socket.on('error', () => {}).end(answer));
    server.listen(`\0runbook-${sha256(name)}`);
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    expect(await acquireLock(name, () => holder)).toEqual({ type: 'busy', holder: null });
  });

  test('whose holder does not answer is busy all the same', async () => {
    const name = freshName();
    const server = createServer((socket) => onTestFinished(() => void socket.destroy()));
    server.listen(`\0runbook-${sha256(name)}`);
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    expect(await acquireLock(name, () => holder, { patience: 50 })).toEqual({ type: 'busy', holder: null });
  });
});

function tryKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
