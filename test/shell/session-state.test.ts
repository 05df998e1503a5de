import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, openTestSession } from './open-test-session.ts';

describe('what carries from block to block', () => {
  it('carries variables, unset, functions, directory, umask, aliases, traps and jobs', async () => {
    const { run, session } = await openTestSession();
    await run(
      'a=1; export B="x y"; unset HOME; f() { echo "f $a"; }; umask 027; cd /usr; trap "echo HUP" HUP',
    );
    await run("alias hi='echo hello'; shopt -s nullglob; set -- p 'q r'; sleep 300 & pid=$!");
    const { stdout } = await run(
      `f; echo "$B" "\${HOME-none}"; umask; pwd; trap -p HUP; hi; shopt nullglob; echo "$#$2"; jobs -p | wc -l`,
    );
    expect(stdout.split('\n')).toEqual([
      'f 1',
      'x y none',
      '0027',
      '/usr',
      "trap -- 'echo HUP' SIGHUP",
      'hello',
      'nullglob       \ton',
      '2q r',
      '1',
      '',
    ]);
    expect(await session.directory(null)).toBe('/usr');
  });

  it('ends errexit, nounset and pipefail with the block', async () => {
    const { run } = await openTestSession();
    await run('set -eu -o pipefail; true');
    const { stdout } = await run('set -o | grep -E "errexit|nounset|pipefail"');
    expect(stdout.match(/on|off/g)).toEqual(['off', 'off', 'off']);
  });

  it('drops EXIT and DEBUG traps at the end of the block that set them', async () => {
    const { run } = await openTestSession();
    await run('trap "echo bye" EXIT; trap "echo step" DEBUG');
    expect((await run('trap -p DEBUG')).stdout).toBe('');
    expect((await run('exit 3')).stdout).toBe('');
  });

  it('runs an EXIT trap of the author when the block exits, and keeps the state', async () => {
    const { run } = await openTestSession();
    const exited = await run('trap \'echo "bye $?"\' EXIT\nx=5\nexit 3');
    expect(exited).toMatchObject({ exit: 3, stdout: 'bye 3\n', lost: [] });
    expect((await run('echo $x')).stdout).toBe('5\n');
  });

  it('tells the values of variables as they would be expanded', async () => {
    const { run, session } = await openTestSession();
    await run(`a='two
lines'; b=; arr=(first second); declare c; export D=ü`);
    const values = await session.values(['a', 'b', 'arr', 'c', 'D', 'nope', 'not a name', '$(exit 9)']);
    expect([...values]).toEqual([
      ['a', 'two\nlines'],
      ['b', ''],
      ['arr', 'first'],
      ['c', null],
      ['D', 'ü'],
      ['nope', null],
      ['not a name', null],
      ['$(exit 9)', null],
    ]);
  });

  it('goes to the directory of a block, and refuses one that is not there', async () => {
    const { run, session } = await openTestSession();
    expect((await run('pwd; echo $OLDPWD', { cwd: '/usr' })).stdout).toMatch(/^\/usr\n\/.*runbook-session-/);
    expect(await session.directory(null)).toBe('/usr');
    const refused = await run('echo ran', { cwd: '/nonexistent/x', line: 7 });
    expect(refused).toMatchObject({ ending: 'not-started', exit: null, stdout: '' });
    expect(refused.message).toBe('runbooks/x.md:7: cannot change to the directory /nonexistent/x');
    expect((await run('pwd')).stdout).toBe('/usr\n');
  });
});

/** A block that puts something of every kind into the state. */
const rich = `
declare -A map=([k]="v w" ['x y']=z); declare -a list=(1 '2 3' [5]=six); declare -i n=3; declare -r fixed=7
declare -A empty; declare -a bare; export E=$'tab\\tnl\\n\\001\\377end'; name=E; declare -n ref=name
text='declare -- fake="1"
alias x=y'; lower=ABC; declare -l low=ABC; IFS=,; unset HOME TERM
f() { local a; cat <<X
heredoc $1
X
}
export -f f; g() { case $1 in !(b)) echo no-b;; esac; }
alias ll='ls -l' q="it's"
trap 'echo "usr
1"' USR1; umask 0077; pushd /usr >/dev/null; pushd /tmp >/dev/null; set -- a '' 'b
c'; set -f -o posix; shopt -s nocasematch
`;

const check = `
IFS=$' \\t\\n'
echo "\${map[k]} \${map['x y']} \${list[1]} \${list[5]} \${#list[@]} $((n+1)) $fixed $ref $low"; (n=2+2; echo $n)
declare -p empty bare E text HOME TERM 2>/dev/null || true; f 1; alias; trap -p USR1; umask; dirs -l; echo "$#" "$3"
set +o posix; shopt nocasematch; declare -F; bash -c 'f 2'; bash -c 'printf %s "$E"' | od -c | tail -3
readonly -p | grep fixed
`;

describe('a snapshot', () => {
  const extglob = 'shopt -s extglob\n';

  const checkIt = check.replace('set +o posix; ', 'echo $-; ');

  it('brings a killed session back as it was', async () => {
    const { run } = await openTestSession();
    await run(extglob);
    await run(rich);
    const before = await run(checkIt);
    const killed = await run('kill -9 $$');
    expect(killed).toMatchObject({ ending: 'session-lost', exit: 137 });
    const after = await run(checkIt);
    expect(before.stdout).toContain('v w z 2 3 six 3 4 7 E abc\n');
    expect(after).toEqual({ ...before, stdout: before.stdout });
  });

  it('brings a session back in another process of the runner', async () => {
    const directory = makeFolder();
    const first = await openTestSession({ directory });
    await first.run(extglob);
    await first.run(rich);
    const before = await first.run(check);
    await first.close();
    const second = await openTestSession({ directory, restore: true, env: { PATH: '/nowhere', NEW: '1' } });
    // Had it the first session's mark, what it starts would not be found.
    expect((await second.run('setsid sleep 321 & true')).lost).toEqual([]);
    // The first check has left the state as it is, but for what it set itself.
    await second.run('set -o posix');
    const after = await second.run(check);
    expect(after.stdout).toBe(before.stdout);
    expect((await second.session.values(['NEW', 'PATH'])).get('NEW')).toBe(null);
  });

  it('starts afresh when it is not to restore', async () => {
    const directory = makeFolder();
    const first = await openTestSession({ directory });
    await first.run('x=1');
    await first.close();
    const second = await openTestSession({ directory });
    expect((await second.session.values(['x'])).get('x')).toBe(null);
  });

  it('is there from the beginning, and one that is gone is told as a loss', async () => {
    const directory = makeFolder();
    const first = await openTestSession({ directory });
    expect(readdirSync(directory)).toContain('session-snapshot.json');
    await first.run('x=1');
    await first.close();
    rmSync(join(directory, 'session-snapshot.json'));
    const second = await openTestSession({ directory, restore: true });
    expect(second.session.takeLost()).toEqual([
      'all that earlier blocks had set: the snapshot of it is gone',
    ]);
    expect((await second.run('echo "${x-unset}"')).stdout).toBe('unset\n');
  });

  it('is written for this user alone, and without the declared secrets', async () => {
    const directory = makeFolder();
    const env = { ...process.env, API_KEY: 'hunter2-from-env' };
    const first = await openTestSession({ directory, env, secrets: ['API_KEY', 'TOKEN'] });
    await first.run('echo "$API_KEY"; readonly TOKEN=hunter2-from-block; plain=visible');
    const file = join(directory, 'session-snapshot.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    expect(readFileSync(file, 'latin1')).toContain('visible');
    expect(readFileSync(file, 'latin1')).not.toContain('hunter2');
    // The session itself does not lose them.
    await first.run('exit 0');
    await first.run('kill -9 $$');
    expect((await first.run('echo "$API_KEY $TOKEN $plain"')).stdout).toBe(
      'hunter2-from-env hunter2-from-block visible\n',
    );
    await first.close();
    const asked = await openTestSession({
      directory,
      restore: true,
      secrets: ['API_KEY'],
      env: { API_KEY: 'asked again' },
    });
    expect((await asked.run('echo "$API_KEY $plain"; bash -c \'echo "$API_KEY"\'')).stdout).toBe(
      'asked again visible\nasked again\n',
    );
  });

  it('is not rewritten by a block that changes nothing', async () => {
    const { run, directory } = await openTestSession();
    await run('x=1');
    const file = join(directory, 'session-snapshot.json');
    const { ino } = statSync(file);
    await run('echo $x | grep 1 && ls / >/dev/null');
    expect(statSync(file).ino).toBe(ino);
    await run('ls() { y=2; }');
    await run('ls /');
    expect((await run('kill -9 $$; echo')).ending).toBe('session-lost');
    expect((await run('echo $x $y')).stdout).toBe('1 2\n');
  });

  it('takes what belongs to a login from the new one, unless a document has set it', async () => {
    const directory = makeFolder();
    const old = { PATH: process.env.PATH, SSH_AUTH_SOCK: '/old', DISPLAY: ':1', OS_CLOUD: 'ambient' };
    const first = await openTestSession({ directory, env: old });
    await first.run('export DISPLAY=:9 OS_CLOUD=lab');
    await first.close();
    const env = { PATH: '/nowhere', SSH_AUTH_SOCK: '/new "$1"', DISPLAY: ':2', OS_CLOUD: 'ambient' };
    const second = await openTestSession({ directory, env, restore: true });
    const told = await second.run('echo $SSH_AUTH_SOCK $DISPLAY $OS_CLOUD; x=1');
    expect(told).toMatchObject({ stdout: '/new "$1" :9 lab\n', lost: [] });
    await second.close();
    const third = await openTestSession({
      directory,
      env: { ...env, SSH_AUTH_SOCK: '/third' },
      restore: true,
    });
    expect((await third.run('echo $SSH_AUTH_SOCK $DISPLAY $OS_CLOUD')).stdout).toBe('/third :9 lab\n');
  });

  it('does not run a block elsewhere when the directory it left is gone', async () => {
    const directory = makeFolder();
    const first = await openTestSession({ directory });
    await first.run('mkdir gone; cd gone');
    await first.close();
    const second = await openTestSession({ directory, restore: true, cwd: '/' });
    expect((await second.run('pwd')).stdout).toBe(`${directory}/gone\n`);
    await second.run('rmdir ../gone');
    await second.close();
    const third = await openTestSession({ directory, restore: true, cwd: '/' });
    const refused = await third.run('pwd');
    expect(refused.message).toContain(`${directory}/gone is gone`);
    expect((await third.run('pwd', { cwd: '/usr' })).stdout).toBe('/usr\n');
  });
});

describe('a block in several parts', () => {
  it('keeps the options of its first part to its end', async () => {
    const { run } = await openTestSession();
    await run('set -euo pipefail');
    const rest = await run('echo "$-"; shopt -o pipefail; for i in 1 2; do false; echo on; done', {
      continues: true,
    });
    expect(rest.stdout).toMatch(/^\S*e\S*u\S*\npipefail\s+on\n$/);
    expect(rest.exit).toBe(1);
  });

  it('keeps nounset', async () => {
    const { run } = await openTestSession();
    await run('set -u');
    const unset = await run('echo "a${NO_SUCH_VARIABLE}b"', { continues: true });
    expect(unset).toMatchObject({ stdout: expect.stringMatching(/unbound variable/), exit: 1 });
  });

  it('keeps what is taken back taken back', async () => {
    const { run } = await openTestSession();
    await run('set -eu');
    await run('set +e', { continues: true });
    expect((await run('echo "$-"', { continues: true })).stdout).toMatch(/^(?!\S*e)\S*u/);
    expect((await run('echo "$-"')).stdout).toMatch(/^(?!\S*[eu])/);
  });

  it('keeps its EXIT trap, and no other block does', async () => {
    const { run } = await openTestSession();
    await run('trap "echo clean" EXIT');
    expect(await run('exit 3', { continues: true })).toMatchObject({ exit: 3, stdout: 'clean\n' });
    await run('trap "echo clean" EXIT');
    expect(await run('exit 3')).toMatchObject({ exit: 3, stdout: '' });
  });

  it.each(['exit', 'return', 'exec true', 'f() { exit; }; f', 'set -e; (exit 0); exit 0', 'exit 0; echo no'])(
    'is left by %s',
    async (code) => {
      const { run } = await openTestSession();
      expect(await run(code)).toMatchObject({ exit: 0, left: true });
    },
  );

  it('is not left by its end', async () => {
    const { run } = await openTestSession();
    for (const code of ['true', '(exit 0)', 'bash -c "exit 0"', '# nothing', 'f() { return 0; }; f', 'a=1']) {
      expect(await run(code)).toMatchObject({ exit: 0, left: false });
    }
  });
});
