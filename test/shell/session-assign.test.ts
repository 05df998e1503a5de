import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, openTestSession } from './open-test-session.ts';

const snapshotOf = (directory: string) => readFileSync(join(directory, 'session-snapshot.json'), 'latin1');

describe('variables that are set from outside', () => {
  it.each([
    ['plain', 'openstack0'],
    ['empty', ''],
    ['lines', 'two\nlines\n'],
    ['what a shell reads', `$(touch /tmp/x) \`id\` "q" 'q' \\ ! ; & | * ~ {a,b} $HOME`],
    ['what escapes', "\\' \\\\' \\n \\x41"],
    ['control characters', '\x01\x1e\x7f\t\r\x1b[31m'],
    ['beyond ASCII', 'Zürich 🙂 日本'],
    ['a long one', 'x'.repeat(300_000)],
  ])('sets %s to exactly that text', async (_, value) => {
    const { session, run } = await openTestSession();
    await session.assign({ V: value });
    expect((await session.values(['V'])).get('V')).toBe(value);
    expect((await run('printf %s "$V"')).stdout).toBe(value);
  });

  it('leaves what was exported exported, and makes new ones plain', async () => {
    const { session, run } = await openTestSession();
    await run('export OLD=1; plain=1; declare -x BARE');
    await session.assign({ OLD: 'a', plain: 'b', BARE: 'c', NEW: 'd' });
    const { stdout } = await run('env | grep -E "^(OLD|plain|BARE|NEW)=" | sort; declare -p plain NEW');
    expect(stdout).toBe('BARE=c\nOLD=a\ndeclare -- plain="b"\ndeclare -- NEW="d"\n');
  });

  it('takes other attributes away, so that bash makes nothing of the text', async () => {
    const { session, run } = await openTestSession();
    await run('declare -i number=1; declare -u upper=A; arr=(1 2); declare -n ref=upper');
    const values = { number: 'a[$(echo ran >&2)]', upper: 'low', arr: 'x', ref: 'mine' };
    await session.assign(values);
    const { stdout } = await run('printf "%s\\n" "$number" "$upper" "${arr[*]}" "$ref"; declare -p ref');
    expect(stdout).toBe('a[$(echo ran >&2)]\nlow\nx\nmine\ndeclare -- ref="mine"\n');
  });

  it.each([
    ['declare -r V=1', 'V', 'the variable V cannot be set: it is readonly'],
    ['declare -rx V=1', 'V', 'the variable V cannot be set: it is readonly'],
    [':', 'UID', "the variable UID cannot be set: it is the shell's own"],
    [':', 'a b', 'a b is no name of a shell variable'],
    [':', 'x;id', 'x;id is no name of a shell variable'],
  ])('after %s refuses %s, and sets nothing at all', async (code, name, message) => {
    const { session, run } = await openTestSession();
    await run(code);
    expect(await session.assign({ OTHER: 'x', [name]: 'y' })).toBe(message);
    expect((await run('echo "${OTHER-unset}"')).stdout).toBe('unset\n');
  });

  it('refuses NUL, which bash cannot hold', async () => {
    const { session } = await openTestSession();
    expect(await session.assign({ V: 'a\0b' })).toMatch('V cannot be set to a text that holds NUL');
  });

  it('shows in nothing that a block can see', async () => {
    const look = async (assigns: boolean) => {
      const { session, run } = await openTestSession();
      await run('set -x; trap "echo err >&2" ERR; trap "echo debug" DEBUG; set -- p q; false | echo a b', {
        split: true,
      });
      if (assigns) await session.assign({ V: 'x' });
      const { stdout, stderr } = await run('echo "$_ $? $* $-"', { split: true });
      return { stdout, stderr, late: session.lateOutput().map(({ bytes }) => bytes) };
    };
    expect(await look(true)).toEqual(await look(false));
  });

  it('is on disk when it resolves, and comes back with the session', async () => {
    const directory = makeFolder();
    const first = await openTestSession({ directory });
    await first.session.assign({ MODEL: 'openstack' });
    expect(snapshotOf(directory)).toContain('openstack');
    await first.close();
    const again = await openTestSession({ directory, restore: true });
    expect((await again.run('echo $MODEL')).stdout).toBe('openstack\n');
  });

  it('survives the death of the shell', async () => {
    const { session, run } = await openTestSession();
    await session.assign({ MODEL: 'openstack' });
    await run('kill -9 $$');
    expect((await run('echo $MODEL')).stdout).toBe('openstack\n');
  });

  it('writes the value of a secret to no file', async () => {
    const directory = makeFolder();
    const { session, run } = await openTestSession({ directory, secrets: ['KEY'] });
    await session.assign({ KEY: 'hunter2hunter2', URL: 'https://me:hunter2hunter2@maas/' });
    expect((await run('echo $KEY $URL')).stdout).toBe('hunter2hunter2 https://me:hunter2hunter2@maas/\n');
    expect(snapshotOf(directory)).not.toContain('hunter2');
  });

  it('waits for nothing and nobody: not while a block runs', async () => {
    const { session, run } = await openTestSession();
    const running = run('sleep 0.2');
    await expect(session.assign({ V: 'x' })).rejects.toThrow('the session is busy');
    await running;
  });
});
