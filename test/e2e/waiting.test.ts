import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { makeProject } from './make-project.ts';
import { cli, type Project } from './project.ts';
import type { Terminal } from './terminal.ts';

const me = ['--as', 'jesse'];
const fence = '```';
const patience = { timeout: 30_000, interval: 100 };
const hosts = (...states: string[]) => states.map((state, host) => `openstack${host} ${state}\n`).join('');

/** A project whose runbook waits until all of four hosts are ready; two are. */
function waitingProject(every = '1s'): Project {
  const project = makeProject({ hosts: hosts('Ready', 'Ready', 'Deploying', 'Deploying') });
  project.runbook(
    `${fence}bash readonly id=hosts-ready within=30m every=${every} expect="4 Ready lines (openstack0/openstack1/openstack2/openstack3)"\ncat hosts\n${fence}\n`,
  );
  return project;
}

const missing = 'found 2 of 4 lines; none for openstack2 and openstack3';

describe('while something is waited for, an operator sees since when and what is missing', () => {
  test.each([{}, { NO_COLOR: '1' }])(
    'at any width, and nothing is left behind when that changes, %o',
    async (env) => {
      const project = waitingProject();
      Object.assign(project.env, env);
      const terminal = project.terminal(['run', 'x', ...me], { columns: 80, rows: 24 });

      await showsWait(terminal, missing);
      terminal.resize(60, 24);
      await showsWait(terminal, missing);
      terminal.resize(120, 24);
      await showsWait(terminal, `expected 4 Ready lines (openstack0/openstack1/openstack2/… — ${missing}`);
      terminal.resize(80, 24);
      await showsWait(terminal, missing);
      project.write('hosts', hosts('Ready', 'Ready', 'Ready', 'Ready'));

      expect(await terminal.exit()).toBe(0);
      expect(terminal.text()).toMatch(/✓ hosts-ready +4 Ready lines/);
      expect(terminal.text()).not.toMatch(/waiting|found/);
      expect(terminal.brokenRows()).toEqual([]);
      expect(/\x1b\[[0-9;]*m/.test(terminal.raw)).toBe(env.NO_COLOR === undefined);
    },
  );

  test('in tmux, which breaks rows that are too long at other places', async () => {
    const project = waitingProject();
    const tmux = async (...args: string[]) => {
      const all = ['-S', join(project.directory, 'tmux'), '-f', '/dev/null', ...args];
      return (await promisify(execFile)('tmux', all, { env: project.env })).stdout;
    };
    const shows = (finding: string) =>
      vi.waitFor(async () => {
        const shown = (await tmux('capture-pane', '-p')).trimEnd();
        expect(shown.slice(shown.indexOf('  ▸'))).toMatch(
          /^ {2}▸ hosts-ready {2}waiting {2}attempt \d+ · \d+s of 30m\n {4}.*$/,
        );
        expect(shown).toContain(`\n    ${finding}`);
      }, patience);
    const command = `'${process.execPath}' '${cli}' run x ${me.join(' ')}`;
    await tmux('new-session', '-d', '-x', '120', '-y', '24', '-c', project.directory, command);
    try {
      for (const columns of ['80', '60']) {
        await tmux('resize-window', '-x', '120');
        await shows(`expected 4 Ready lines (openstack0/openstack1/openstack2/… — ${missing}`);
        await tmux('resize-window', '-x', columns);
        await shows(missing);
      }
      await tmux('resize-window', '-x', '80', '-y', '2');
      await attempts(project, 2 + project.journal().filter(({ type }) => type === 'block-ended').length);
      await shows(missing);
      expect((await tmux('capture-pane', '-p', '-S', '-')).match(/waiting/g)).toHaveLength(1);
    } finally {
      await tmux('kill-server');
    }
    await vi.waitFor(() => expect(project.processes()).toEqual([]), patience);
  });

  test('through tee in a row for each change, which is never drawn again', async () => {
    const project = waitingProject('500ms');
    const terminal = project.shell(`runbook run x ${me.join(' ')} | tee log; exit "\${PIPESTATUS[0]}"`);
    await terminal.waitForScreen(/not yet {2}hosts-ready {2}attempt 1: expected [^▸]*found\s+2 of 4/);
    await attempts(project, 3);
    project.write('hosts', hosts('Ready', 'Ready', 'Ready', 'Deploying'));
    await terminal.waitForScreen(/not yet {2}hosts-ready {2}attempt \d+: expected [^▸]*found\s+3 of 4/);
    project.write('hosts', hosts('Ready', 'Ready', 'Ready', 'Ready'));

    expect(await terminal.exit()).toBe(0);
    const log = project.read('log');
    expect(log.match(/not yet/g)).toHaveLength(2);
    expect(log).not.toMatch(/[\x00-\x09\x0b-\x1f]/);
    expect(terminal.brokenRows()).toEqual([]);
  });
});

describe('a wait that is taken up again by resume', () => {
  const anew = /the wait of 30m begins anew, after (\d+)s and (\d+) attempts? on record/;

  test('after the runner was killed begins anew, and says so on the terminal, in the journal and in reports', async () => {
    const project = waitingProject();
    const terminal = project.terminal(['run', 'x', ...me]);
    await terminal.waitFor(/waiting {2}attempt 2 · [^\n]*\n {4}found 2/);
    process.kill(terminal.pid, 'SIGKILL');
    await terminal.exit();
    await vi.waitFor(() => expect(project.processes()).toEqual([]), patience);

    const again = project.terminal(['resume', ...me]);
    await again.waitFor(/waiting {2}attempt \d+ · [01]s of 30m\n {4}found 2/);
    expect(again.text().replace(/\s+/g, ' ')).toMatch(anew);
    project.write('hosts', hosts('Ready', 'Ready', 'Ready', 'Ready'));

    expect(await again.exit()).toBe(0);
    const said = anew.exec(again.text().replace(/\s+/g, ' ')) ?? [];
    const [first, ...others] = project.journal().filter((entry) => entry.anew !== undefined);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ type: 'block-started', anew: { within: '30m' } });
    expect(Number(said[1])).toBe(Math.floor(first.anew.waited / 1000));
    expect(Number(said[2])).toBe(first.attempt - 1);
    for (const format of ['md', 'html']) {
      const { stdout } = await project.run(['report', project.runs()[0] ?? '', '--format', format]);
      expect(stdout).toMatch(anew);
    }
  });

  test('after a hang-up says so without a terminal, too', async () => {
    const project = waitingProject('5m');
    const terminal = project.terminal(['run', 'x', ...me]);
    await terminal.waitFor(/attempt 1 · [1-9]s of 30m\n {4}found 2/);
    terminal.hangUp();
    expect(await terminal.exit()).toBe(5);
    project.write('hosts', hosts('Ready', 'Ready', 'Ready', 'Ready'));

    const { exit, stdout } = await project.run(['resume', ...me]);

    expect(exit).toBe(0);
    expect(stdout).toMatch(
      /↻ hosts-ready {2}the wait of 30m begins anew, after [1-9]\d*s and 1 attempt on record\n/,
    );
  });
});

/** Resolves once the wait is drawn anew: its two rows, once each, and nothing beside them. */
async function showsWait(terminal: Terminal, finding: string): Promise<void> {
  await terminal.waitFor(/▸ hosts-ready {2}waiting {2}attempt \d+ · \d+s of 30m\n/);
  const rows = `  ▸ hosts-ready  waiting  attempt N · Ns of 30m\n    ${finding}`;
  await vi.waitFor(() => {
    const shown = terminal.text().replace(/attempt \d+ · \d+s/, 'attempt N · Ns');
    expect(shown.slice(shown.indexOf('  ▸'))).toBe(rows);
  });
}

/** Resolves once the journal has so many attempts. */
async function attempts(project: Project, count: number): Promise<void> {
  const ended = () => project.journal().filter(({ type }) => type === 'block-ended').length;
  await vi.waitFor(() => expect(ended()).toBeGreaterThanOrEqual(count), patience);
}
