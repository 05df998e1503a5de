import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';
import { openSession } from '../../src/shell/session.ts';
import { UnsupportedBash } from '../../src/shell/shell-state.ts';
import { findLeftovers, makeFolder, openTestSession } from './open-test-session.ts';

describe('the environment a session starts with', () => {
  const names = ['ZX_PREFIX', 'ZX_POSTFIX', 'ZX_SHELL', 'ZX_TIMEOUT', 'ZX_CWD', 'ZX_VERBOSE'];
  afterEach(() => {
    for (const name of names) delete process.env[name];
  });

  it('has nothing to say about how bash is started', async () => {
    const folder = makeFolder();
    process.env.ZX_PREFIX = `touch ${folder}/pwned;`;
    process.env.ZX_POSTFIX = `; touch ${folder}/pwned`;
    process.env.ZX_SHELL = '/bin/false';
    process.env.ZX_TIMEOUT = '1ms';
    process.env.ZX_CWD = '/';
    process.env.ZX_VERBOSE = 'true';
    const { run } = await openTestSession();
    expect((await run(`sleep 0.1; ls ${folder}; pwd`)).stdout).toMatch(/^\/.*runbook-session-\w+\n$/);
  });

  it('is the operator’s, but for what changes bash itself', async () => {
    const trap = join(makeFolder(), 'trap');
    writeFileSync(trap, 'echo TRAPPED; trapped=1');
    const env = {
      PATH: process.env.PATH,
      BASH_ENV: trap,
      ENV: trap,
      SHELLOPTS: 'xtrace:errexit',
      BASHOPTS: 'failglob',
      CDPATH: '/usr',
      POSIXLY_CORRECT: '1',
      PS4: '$(touch pwned)',
      BASH_XTRACEFD: '1',
      KEPT: 'a "b"\n$c',
      'BASH_FUNC_hello%%': '() { echo hello; }',
    };
    const { run } = await openTestSession({ env });
    const code = `echo "$trapped|$BASH_ENV|$CDPATH|$KEPT"; hello; bash -c 'echo "[$KEPT]"'; case $- in *[ex]*) echo no;; esac`;
    expect((await run(code)).stdout).toBe('|||a "b"\n$c\nhello\n[a "b"\n$c]\n');
  });

  it('is not taken from the terminal or the standard input of the runner', async () => {
    const { run } = await openTestSession();
    expect((await run('readlink /proc/$$/fd/0; cat; tty || true; ps -o tty= -p $$')).stdout).toMatch(
      /^\/dev\/null\nnot a tty\n\?\s*\n$/,
    );
  });

  it('may begin in a directory that is not there: then only blocks with one of their own run', async () => {
    const { run } = await openTestSession({ cwd: '/nonexistent/start' });
    const refused = await run('pwd');
    expect(refused).toMatchObject({ ending: 'not-started', stdout: '' });
    expect(refused.message).toContain('/nonexistent/start is gone');
    expect((await run('pwd', { cwd: '/usr' })).stdout).toBe('/usr\n');
  });
});

describe('a bash that is not good enough', () => {
  async function open(bash: string) {
    const directory = makeFolder();
    const options = { directory, cwd: '/', env: process.env, secrets: [], restore: false, bash };
    const opening = openSession({ ...options, confinement: null, parser: await loadBashParser() });
    const error = await opening.catch((reason: unknown) => reason);
    expect(findLeftovers(null, directory)).toEqual([]);
    return error;
  }

  it('is refused by its version', async () => {
    const fake = join(makeFolder(), 'bash');
    const script = `#!/usr/bin/env bash
if [ "$1" = -c ]; then eval "$2"; exit; fi
if [ $# -gt 1 ]; then exec bash "$@"; fi
BASH_VERSION='4.4.20(1)-release'
while read -r line; do eval "$line"; done <"$1"
`;
    writeFileSync(fake, script, { mode: 0o755 });
    const error = await open(fake);
    expect(error).toBeInstanceOf(UnsupportedBash);
    expect(String(error)).toContain('is version 4.4.20(1)-release; 5.0 or later is needed');
  });

  it('is refused when there is none', async () => {
    const error = await open('no-such-bash');
    expect(error).toBeInstanceOf(UnsupportedBash);
  });
});

describe('the port', () => {
  it('takes one thing at a time', async () => {
    const { run, session } = await openTestSession();
    const running = run('sleep 0.2');
    await expect(session.values(['x'])).rejects.toThrow('busy');
    await running;
  });
});
