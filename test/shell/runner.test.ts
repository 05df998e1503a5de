import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Terminal } from '../e2e/terminal.ts';
import { buildRunner } from './build-runner.ts';
import { findLeftovers, makeFolder, openTestSession } from './open-test-session.ts';

let build: string;
let runner: string;
beforeAll(async () => {
  build = mkdtempSync(join(tmpdir(), 'runbook-runner-'));
  runner = await buildRunner(build);
});
afterAll(() => rmSync(build, { recursive: true, force: true }));

const patience = { timeout: 25_000, interval: 50 };

/** A terminal in which a shell without job control runs the runner, and then what follows. */
function openTerminal(
  folder: string,
  env: Record<string, string>,
  mode: string,
  code: string,
  after: string,
): Terminal {
  const line = `echo $$ >shell.pid; "$NODE" "$RUNNER" "$FOLDER" ${mode} "$CODE"; ${after}`;
  return new Terminal('/bin/sh', ['-c', line], {
    cwd: folder,
    columns: 200,
    env: {
      PATH: process.env.PATH ?? '',
      TERM: 'xterm-256color',
      NODE: process.execPath,
      RUNNER: runner,
      FOLDER: folder,
      CODE: code,
      ...env,
    },
  });
}

describe('a runner that is killed', () => {
  const code = `set -m; sleep 311 & set +m; setsid sleep 312 & env -u RUNBOOK_TEST_ID sleep 313 &
( trap '' TERM; : >ready; while :; do sleep 314; done )`;

  it('leaves nothing running and no pipes behind', async () => {
    const folder = makeFolder();
    const id = randomUUID();
    const env = { ...process.env, RUNBOOK_TEST_ID: id };
    const child = spawn(process.execPath, [runner, folder, 'plain', code], {
      env,
      stdio: 'ignore',
      detached: true,
    });
    await vi.waitFor(() => expect(existsSync(join(folder, 'ready'))).toBe(true), patience);
    expect(findLeftovers(id, folder).length).toBeGreaterThan(5);
    child.kill('SIGKILL');
    await vi.waitFor(() => expect(findLeftovers(id, folder)).toEqual([]), patience);
    await vi.waitFor(() => expect(existsSync(join(folder, 'session'))).toBe(false), patience);
  });

  it('leaves nothing behind where its watchdog had not begun to watch', async () => {
    const folder = makeFolder();
    const id = randomUUID();
    // A machine so busy that bash takes a second to start.
    const slow = `case $1 in */watchdog-*) : >'${folder}/begun'; sleep 1 ;; esac`;
    mkdirSync(join(folder, 'bin'));
    writeFileSync(join(folder, 'bin/bash'), `#!/bin/bash\n${slow}\nexec /bin/bash "$@"\n`, { mode: 0o755 });
    const child = spawn(process.execPath, [runner, folder, 'plain', 'sleep 317'], {
      env: { ...process.env, RUNBOOK_TEST_ID: id, PATH: `${folder}/bin:${process.env.PATH}` },
      stdio: 'ignore',
      detached: true,
    });
    await vi.waitFor(() => expect(existsSync(join(folder, 'begun'))).toBe(true), patience);
    child.kill('SIGKILL');
    await vi.waitFor(() => expect(findLeftovers(id, `${folder}/session`)).toEqual([]), patience);
    await vi.waitFor(() => expect(existsSync(join(folder, 'session'))).toBe(false), patience);
  });

  it('is done with before the next session begins in its folder', async () => {
    const folder = makeFolder();
    const id = randomUUID();
    const env = { ...process.env, RUNBOOK_TEST_ID: id };
    const child = spawn(process.execPath, [runner, folder, 'plain', code], {
      env,
      stdio: 'ignore',
      detached: true,
    });
    await vi.waitFor(() => expect(existsSync(join(folder, 'ready'))).toBe(true), patience);
    child.kill('SIGKILL');
    const next = await openTestSession({ directory: folder });
    expect(findLeftovers(id, null)).toEqual([]);
    expect(await next.run('echo next')).toMatchObject({ exit: 0, stdout: 'next\n' });
  });

  it('gives the terminal back as a person needs it', async () => {
    const folder = makeFolder();
    const waits = 'until stty -a | grep -q " icanon.* echo "; do sleep 0.05; done; echo RESTORED; sleep 0.5';
    const test = { RUNBOOK_TEST_ID: randomUUID() };
    const terminal = openTerminal(folder, test, 'raw', ': >ready; sleep 315', waits);
    await vi.waitFor(() => expect(existsSync(join(folder, 'ready'))).toBe(true), patience);
    expect(terminal.raw).toContain('\x1b[?25l');
    const pid = findLeftovers(null, runner)
      .filter((line) => line.includes(process.execPath) && line.includes(folder) && !line.includes('/bin/sh'))
      .map((line) => Number.parseInt(line, 10));
    expect(pid).toHaveLength(1);
    process.kill(pid[0] as number, 'SIGKILL');
    await terminal.waitFor(/RESTORED/);
    await vi.waitFor(() => expect(terminal.raw).toContain('\x1b[?25h'), patience);
    await vi.waitFor(() => expect(findLeftovers(test.RUNBOOK_TEST_ID, folder)).toEqual([]), patience);
  });
});

describe('the interactive shell', () => {
  it('has the session’s state, and what it does stays in the session', async () => {
    const folder = makeFolder();
    const id = randomUUID();
    const code = `a=1; b=2; greet() { echo hi; }; alias ll='ls -l'; sleep 316 & true`;
    const env = { RUNBOOK_TEST_ID: id, SECRET: 'hunter2' };
    const terminal = openTerminal(folder, env, 'shell', code, 'echo');
    await terminal.waitFor(/runbook:.*[#$] /);
    terminal.type('echo "got $a $SECRET $(greet) $-"');
    await terminal.waitFor(/got 1 hunter2 hi \S*i\S*m/);
    terminal.type('a=5; unset b; cd /usr; greet() { echo bye; }; unalias ll');
    terminal.type('(exit 7); exit');
    await terminal.waitFor(/closed/);
    const text = terminal.text();
    expect(text).toContain('exit=7 recorded=true\n');
    expect(text).toContain(
      'values=[["a","5"],["b",null],["SECRET","hunter2"],["PS1",null],["HISTFILE",null]]',
    );
    expect(text).toContain('directory=/usr\n');
    expect(text).toMatch(/func: bye\n.*history\s+off\nmonitor\s+off\n1\nclosed/s);
    const log = readFileSync(join(folder, 'shell.log'), 'utf8');
    expect(log).toContain('got 1 hunter2 hi');
    expect(statSync(join(folder, 'shell.log')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'session-snapshot.json'), 'latin1')).not.toContain('hunter2');
    await vi.waitFor(() => expect(findLeftovers(id, folder)).toEqual([]), patience);
  });
});
