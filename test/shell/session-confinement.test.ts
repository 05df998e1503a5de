import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { ordinary } from '../../src/run/run-manner.ts';
import { probeConfinement } from '../../src/shell/confine.ts';
import { findLeftovers, makeFolder, openTestSession } from './open-test-session.ts';

const confined = { ...ordinary, readonly: true };

/** A session in a folder with a file, whose readonly blocks are confined. */
async function openConfined(writable: readonly string[] = []) {
  const root = makeFolder();
  writeFileSync(join(root, 'file'), 'as it was\n');
  mkdirSync(join(root, 'open'));
  const probe = await probeConfinement(process.env);
  if (probe.type === 'unavailable') throw new Error(probe.reason);
  const confinement = { bwrap: probe.bwrap, root, writable: writable.map((path) => join(root, path)) };
  const session = await openTestSession({ cwd: root, confinement });
  return { ...session, root, file: () => readFileSync(join(root, 'file'), 'utf8') };
}

describe('a confined block', () => {
  it('cannot write outside its own /tmp, and leaves the file untouched', async () => {
    const { run, file } = await openConfined();
    const result = await run('echo changed >file', { manner: confined });
    expect(result.exit).toBe(1);
    expect(result.stdout).toContain('Read-only file system');
    expect(file()).toBe('as it was\n');
    expect((await run('echo changed >file')).exit).toBe(0);
    expect(file()).toBe('changed\n');
  });

  it.each([
    'echo changed | tee file',
    'cp /etc/hostname file',
    'rm -f file',
    'mv file other',
    `python3 -c 'open("file", "w").write("changed")'`,
    'mount -o remount,rw / && echo changed >file',
    'umount -l "$PWD"; echo changed >file',
  ])('not by %s either', async (code) => {
    const { run, file } = await openConfined();
    expect((await run(code, { manner: confined })).exit).not.toBe(0);
    expect(file()).toBe('as it was\n');
  });

  it('has a /tmp of its own, empty at first and gone with it', async () => {
    const { run, mark } = await openConfined();
    const name = `/tmp/${mark.slice(-20)}`;
    expect(
      await run(`ls -A /tmp | grep -v runbook; echo x >${name}; cat ${name}`, { manner: confined }),
    ).toMatchObject({ exit: 1 });
    expect((await run(`echo x >${name} && cat ${name}`, { manner: confined })).stdout).toBe('x\n');
    expect((await run(`cat ${name} || echo gone`, { manner: confined })).stdout).toContain('gone\n');
    expect(existsSync(name)).toBe(false);
  });

  it('can write where it was allowed to', async () => {
    const { run, root } = await openConfined(['open', 'not-there']);
    expect((await run('echo x >open/lock', { manner: confined })).exit).toBe(0);
    expect(readFileSync(join(root, 'open/lock'), 'utf8')).toBe('x\n');
  });

  it('passes on what it sets: variables, arrays, functions, options, the directory', async () => {
    const { run, root } = await openConfined();
    await run('gone=1');
    const code = `x='a  b'; export y=2; z=(1 2); f() { echo "f $1"; }; cd open; umask 027; unset gone; shopt -s nullglob`;
    expect((await run(code, { manner: confined })).exit).toBe(0);
    const after = 'echo "$x" $y ${z[1]} "${gone-unset}" $(umask); f 3; pwd; shopt nullglob';
    const expected = `a  b 2 2 unset 0027\nf 3\n${root}/open\nnullglob       \ton\n`;
    expect((await run(after)).stdout).toBe(expected);
    expect((await run(after, { manner: confined })).stdout).toBe(expected);
    expect((await run('bash -c "echo \\$y"')).stdout).toBe('2\n');
  });

  it('keeps for its parts what an ordinary block keeps for them', async () => {
    const { run } = await openConfined();
    await run('set -u; x=1; echo /tmp/* >/tmp/list', { manner: confined });
    const second = await run('cat /tmp/list; echo $not_set; echo not reached', {
      manner: confined,
      continues: true,
    });
    expect(second.stdout).toMatch(/^\/tmp\/.*\n.*not_set: unbound variable\n$/);
    expect((await run('echo "$x$not_set"')).stdout).toBe('1\n');
  });

  it('does not reach the pipe that the session is told by', async () => {
    const { run, directory } = await openConfined();
    const code = `ls -A ${directory}/session; for p in ${directory}/session/script-*; do echo 'x=hijacked' >"$p"; done`;
    await run(code, { manner: confined });
    expect((await run('echo "${x-safe}"')).stdout).toBe('safe\n');
  });

  it('sees a value of a secret and passes on a new one, through no file', async () => {
    const root = makeFolder();
    const probe = await probeConfinement(process.env);
    if (probe.type === 'unavailable') throw new Error(probe.reason);
    const confinement = { bwrap: probe.bwrap, root, writable: [] };
    const session = await openTestSession({
      cwd: root,
      confinement,
      secrets: ['KEY'],
      env: { ...process.env, KEY: 'first-value' },
    });
    expect((await session.run('echo $KEY; KEY=second-value', { manner: confined })).stdout).toBe(
      'first-value\n',
    );
    expect((await session.run('echo $KEY')).stdout).toBe('second-value\n');
    const kept = readFileSync(join(session.directory, 'session-snapshot.json'), 'utf8');
    expect(kept).not.toMatch(/first-value|second-value/);
  });
});

describe('what a confined block starts', () => {
  it('ends with the block, and is told of', async () => {
    const { run, mark } = await openConfined();
    await run('(setsid sleep 311 &) ; sleep 312 & true', { manner: confined });
    await vi.waitFor(
      () =>
        expect(findLeftovers(mark, null).join()).toMatch(
          /sleep 311[\s\S]*sleep 312|sleep 312[\s\S]*sleep 311/,
        ),
      {
        timeout: 20_000,
      },
    );
    const { lost, leftovers } = await run('true');
    expect(lost).toEqual([]);
    expect(leftovers?.ended.map((item) => item.replace(/ \(pid \d+\)/, '')).sort()).toEqual([
      'sleep 311',
      'sleep 312',
    ]);
    expect(findLeftovers(mark, null).join()).not.toMatch(/sleep 31[12]/);
  });

  it('is timed out, with the state it had reached', async () => {
    const { run } = await openConfined();
    const result = await run('x=1; sleep 300; echo no', { manner: confined, timeout: 500 });
    expect(result).toMatchObject({ ending: 'timed-out', exit: 143, stdout: '' });
    expect((await run('echo $x')).stdout).toBe('1\n');
  });

  it('is killed when it ignores TERM', async () => {
    const { run } = await openConfined();
    const code = `trap '' TERM; (trap '' TERM; sleep 300; sleep 300)`;
    const result = await run(code, { manner: confined, timeout: 300, grace: 200 });
    expect(result).toMatchObject({ ending: 'timed-out', exit: 137 });
    expect((await run('echo alive', { manner: confined })).stdout).toBe('alive\n');
  });

  it('is interrupted', async () => {
    const { run, session, mark } = await openConfined();
    const running = run('x=1; sleep 313; echo no', { manner: confined });
    await vi.waitFor(() => expect(findLeftovers(mark, null).join()).toMatch(/sleep 313/), {
      timeout: 20_000,
    });
    session.interrupt();
    expect(await running).toMatchObject({ ending: 'interrupted', exit: 130, stdout: '' });
    expect((await run('echo $x')).stdout).toBe('1\n');
  });
});

it.each(['exit 3', 'kill -9 $$', 'set -n; echo x'])(
  'a confined shell that is left or lost: %s',
  async (code) => {
    const { run } = await openConfined();
    await run('x=1');
    const result = await run(`y=2\n${code}`, { manner: confined });
    expect(result.ending).toBe(code === 'exit 3' ? 'exited' : 'session-lost');
    expect((await run('echo $x')).stdout).toBe('1\n');
    expect((await run('echo $x', { manner: confined })).stdout).toBe('1\n');
  },
);

it('is not to be had without bubblewrap', async () => {
  expect(await probeConfinement({ PATH: makeFolder() })).toEqual({
    type: 'unavailable',
    reason: 'bubblewrap (the command bwrap) is not installed',
  });
});
