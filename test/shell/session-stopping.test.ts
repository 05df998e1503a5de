import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { findLeftovers, openTestSession } from './open-test-session.ts';

/** Waits until these commands run: a background job is for a moment still the shell that starts it. */
async function untilRunning(mark: string, commands: readonly string[]): Promise<void> {
  const running = () => findLeftovers(mark, null).map((line) => line.replace(/^\d+ /, '').trim());
  await vi.waitFor(() => expect(running()).toEqual(expect.arrayContaining([...commands])), {
    timeout: 20_000,
  });
}

describe('a time-out', () => {
  it('ends the block and keeps the state it had reached', async () => {
    const { run, session } = await openTestSession();
    const { pid } = session;
    const result = await run('x=1; f() { sleep 300; }; f; echo no', { timeout: 300 });
    expect(result).toMatchObject({
      ending: 'timed-out',
      exit: 143,
      stdout: '',
      failedCommand: { text: 'f' },
    });
    expect((await run('echo $x')).stdout).toBe('1\n');
    expect(session.pid).toBe(pid);
  });

  it('ends what ignores TERM after the grace, with the state of the block’s start', async () => {
    const { run } = await openTestSession();
    await run('x=1');
    const result = await run(`x=2; trap '' TERM; (trap '' TERM; sleep 300; sleep 300)`, {
      timeout: 200,
      grace: 200,
    });
    expect(result).toMatchObject({ ending: 'timed-out', exit: 137 });
    expect(result.lost).toContain('what this block had set: variables, functions, directory, traps');
    expect((await run('echo $x')).stdout).toBe('1\n');
  });

  it('reaches processes in groups and sessions of their own, and says which jobs it ended', async () => {
    const { run, mark } = await openTestSession();
    await run('set -m; sleep 301 & set +m; setsid sleep 302 & true');
    await untilRunning(mark, ['sleep 301', 'sleep 302']);
    const result = await run('set -m; sleep 303 & env -u RUNBOOK_TEST_ID sleep 304', {
      timeout: 500,
      grace: 500,
    });
    expect(result.ending).toBe('timed-out');
    const jobs = result.lost.filter((item) => item.includes('ended')).sort();
    expect(jobs).toEqual([
      expect.stringMatching(/^background job sleep 301 \(pid \d+\): ended$/),
      expect.stringMatching(/^background job sleep 302 \(pid \d+\): ended$/),
    ]);
    expect((await run('pgrep -x -a sleep | grep -E " 30[1-4]$" || echo none')).stdout).toBe('none\n');
  });

  it('of a day and more does not end a block at once', async () => {
    const { run } = await openTestSession();
    expect(await run('sleep 0.1; echo done', { timeout: 2 ** 40 })).toMatchObject({
      exit: 0,
      stdout: 'done\n',
    });
  });
});

describe('an interrupt', () => {
  it('ends the running command and the block, and keeps the state', async () => {
    const test = await openTestSession();
    const running = test.run('x=1; : >ready; sleep 300; echo no');
    await vi.waitFor(() => expect(existsSync(join(test.directory, 'ready'))).toBe(true), { timeout: 20_000 });
    test.session.interrupt();
    const result = await running;
    expect(result).toMatchObject({ ending: 'interrupted', exit: 130, stdout: '', reachedLast: false });
    expect((await test.run('echo $x')).stdout).toBe('1\n');
  });

  it('is never a success, even for a block that takes it as one', async () => {
    const test = await openTestSession();
    const running = test.run(`trap 'stop=1' INT; : >ready; until [ -n "$stop" ]; do sleep 0.02; done; true`);
    await vi.waitFor(() => expect(existsSync(join(test.directory, 'ready'))).toBe(true), { timeout: 20_000 });
    test.session.interrupt();
    expect(await running).toMatchObject({ ending: 'interrupted', exit: 130 });
  });

  it('leaves background jobs of earlier blocks alone, and says that they can no longer be waited for', async () => {
    const test = await openTestSession();
    await test.run('sleep 300 & true');
    await untilRunning(test.mark, ['sleep 300']);
    const running = test.run(': >ready; sleep 301; echo no');
    await vi.waitFor(() => expect(existsSync(join(test.directory, 'ready'))).toBe(true), { timeout: 20_000 });
    test.session.interrupt();
    const { lost } = await running;
    expect(lost).toEqual([expect.stringMatching(/^background job sleep 300 \(pid \d+\): goes on/)]);
  });

  it('the second time ends what ignored the first', async () => {
    const test = await openTestSession();
    const running = test.run(`trap '' INT TERM; : >ready; while :; do sleep 0.05; done`, { grace: 200 });
    await vi.waitFor(() => expect(existsSync(join(test.directory, 'ready'))).toBe(true), { timeout: 20_000 });
    test.session.interrupt();
    test.session.interrupt();
    expect(await running).toMatchObject({ ending: 'interrupted', exit: 137 });
    expect((await test.run('echo alive')).stdout).toBe('alive\n');
  });

  it('stops a block that is only being prepared', async () => {
    const { run, session } = await openTestSession();
    const running = run('echo "$(echo ran)"');
    session.interrupt();
    expect(await running).toMatchObject({ ending: 'interrupted', exit: 130, stdout: '' });
    expect((await run('echo alive')).stdout).toBe('alive\n');
  });

  it('does nothing when no block runs', async () => {
    const { session, run } = await openTestSession();
    session.interrupt();
    expect((await run('echo alive')).stdout).toBe('alive\n');
  });
});

describe('a shell that is lost', () => {
  it.each([
    'kill $$; sleep 300',
    'kill -HUP $$',
    'true; kill -INT $$; sleep 300',
    'kill -SEGV $$; sleep 300',
  ])('is no success: %s', async (code) => {
    const { run } = await openTestSession();
    await run('x=1');
    const result = await run(`${code}\necho no`);
    expect(result).toMatchObject({
      ending: 'session-lost',
      message: 'the session’s shell was ended by a signal',
    });
    expect(result.exit).not.toBe(0);
    expect((await run('echo $x')).stdout).toBe('1\n');
  });

  it.each(['set -n', 'enable -n builtin', 'builtin() { :; }', 'set -r', 'set -n; echo x'])(
    'is noticed when it never reports again: %s',
    async (code) => {
      const { run } = await openTestSession();
      await run('x=1');
      const result = await run(`echo before\n${code}`);
      expect(result.ending).toBe('session-lost');
      expect(result.stdout).toContain('before\n');
      expect(await run('echo $x')).toMatchObject({ ending: 'exited', exit: 0, stdout: '1\n' });
    },
  );

  it('between two blocks is replaced, and the next block says so', async () => {
    const { run, session } = await openTestSession();
    await run('x=1');
    const { pid } = session;
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => expect(existsSync(`/proc/${pid}/cmdline`)).toBe(false), { timeout: 20_000 });
    const result = await run('echo $x');
    expect(result).toMatchObject({ ending: 'exited', exit: 0, stdout: '1\n' });
    expect(result.lost[0]).toBe('the session’s shell, which ended between two blocks');
    expect(session.pid).not.toBe(pid);
  });
});

describe('closing', () => {
  it('ends background jobs, however they were started, and names them', async () => {
    const { run, close, mark } = await openTestSession();
    await run(
      'sleep 301 & nohup setsid sleep 302 >/dev/null 2>&1 & (sleep 303 & disown) ; set -m; sleep 304 & true',
    );
    await untilRunning(mark, ['sleep 301', 'sleep 302', 'sleep 303', 'sleep 304']);
    const { ended, unreachable } = await close();
    expect(ended.map((name) => name.replace(/ \(pid \d+\)$/, '')).sort()).toEqual([
      'sleep 301',
      'sleep 302',
      'sleep 303',
      'sleep 304',
    ]);
    expect(unreachable).toEqual([]);
  });

  it('ends a process that has neither the session’s id nor a living parent, by its environment', async () => {
    const { run, close, mark } = await openTestSession();
    await run('( setsid sleep 305 & ) ; true');
    await untilRunning(mark, ['sleep 305']);
    expect((await close()).ended).toEqual([expect.stringMatching(/^sleep 305 /)]);
  });

  it('ends what ignores TERM', async () => {
    const { run, close, mark } = await openTestSession();
    await run(`( trap '' TERM; sleep 306 ) & true`);
    await untilRunning(mark, ['sleep 306']);
    expect((await close()).ended.some((name) => name.startsWith('sleep 306'))).toBe(true);
  });

  it('works when bash is dead, and while a block runs', async () => {
    const dead = await openTestSession();
    process.kill(dead.session.pid, 'SIGKILL');
    await dead.close();
    const busy = await openTestSession();
    const running = busy.run(': >ready; sleep 300');
    await vi.waitFor(() => expect(existsSync(join(busy.directory, 'ready'))).toBe(true), { timeout: 20_000 });
    await busy.close();
    expect((await running).ending).not.toBe('exited');
  });
});
