import { expect } from 'vitest';
import { held, hold, holdNoMore, letGo } from '../e2e/held.ts';
import type { Project } from '../e2e/project.ts';
import { answer, asJesse, block, goOn, types, walk } from './operator.ts';
import type { Row } from './row.ts';

const crashed =
  'After a crash the target stays taken until nothing of the killed run is left; a new run is then offered the unfinished one first.';

/** Two runbooks, x and y, on one target that no other row has. */
function onOneTarget(project: Project, x: string): void {
  const front = (id: string) =>
    `---\nrunbook: {id: ${id}, target: "row@${project.directory}"}\n---\n\n# ${id}\n`;
  project.write('runbooks/x.md', front('x') + x);
  project.write('runbooks/y.md', front('y') + block('id=look', 'echo look >>ran'));
}

export const targets: readonly Row[] = [
  {
    promise: 'One run a target at a time: a second one is told who has it, since when and at which step.',
    async observe(make) {
      const project = make();
      onOneTarget(project, block('id=make', 'true') + block('id=next', 'true'));
      const first = project.terminal(['run', 'x', ...asJesse]);
      await first.question(/Run make\?/);
      first.type('y');
      await first.question(/Run next\?/);
      const { exit, stderr } = await project.run(['run', 'y', '--as', 'kim']);
      expect([exit, project.runs().length]).toEqual([7, 1]);
      expect(stderr).toMatch(/by .*\(jesse\) on .* has it since .*\d\d:\d\d.*, at step next/);
      first.type('y');
      expect(await first.exit()).toBe(0);
      const second = project.terminal(['run', 'y', '--as', 'kim']);
      expect((await answer(second, [/Run look\?/, 'y'])).exit).toBe(0);
    },
  },
  {
    promise: crashed,
    async observe(make) {
      const project = make();
      onOneTarget(project, block('id=make', `(trap '' TERM; cat hold; echo late >>ran)`));
      hold(project);
      const killed = project.terminal(['run', 'x', ...asJesse]);
      await killed.question(/Run make\?/);
      killed.type('y');
      await held(project);
      process.kill(killed.pid, 'SIGKILL');
      await killed.exit();
      const next = project.terminal(['run', 'y', ...asJesse]);
      const shown = await next.question(/Go on with \S+\?/);
      // Nothing of the first is at work once the target is free.
      expect(project.processes().filter((line) => line.includes('cat hold'))).toEqual([]);
      expect(shown).toMatch(/x, unknown at make, begun/);
      holdNoMore(project);
      next.type('y');
      await answer(next, [/What became of make\?/, 'done by hand']);
      expect([await next.exit(), project.runs().length]).toEqual([0, 1]);
    },
  },
  {
    promise:
      'A document whose steps are edited during a run pauses it, and `resume` compares step by step and shows the lines.',
    async observe(make) {
      const project = make();
      const body = (second: string) =>
        block('id=first', 'cat hold >>ran') + block('id=second', `echo ${second} >>ran`);
      project.runbook(body('second'));
      hold(project);
      const terminal = project.terminal(['run', 'x', ...asJesse]);
      await terminal.question(/Run first\?/);
      terminal.type('y');
      await held(project);
      project.runbook(body('other'));
      await letGo(project);
      expect(await terminal.exit()).toBe(5);
      expect(terminal.text()).toContain('the document changed on disk: second: changed');
      const resumed = project.terminal(['resume', ...asJesse]);
      const shown = await resumed.question(/Go on with it as it is now\?/);
      expect(shown).toContain('second: changed');
      expect(shown).not.toContain('first: changed');
      expect(shown).toMatch(/- echo second >>ran\n +\+ echo other >>ran/);
      resumed.type('y');
      expect((await answer(resumed, [/Run second\?/, 'y'])).exit).toBe(0);
      expect(project.read('ran')).toBe('go on\nother\n');
    },
  },
  {
    promise: 'A script that a readonly block runs pauses it too, once it would change something.',
    async observe(make) {
      const project = make({ 'bin/look.sh': 'cat ran\n' });
      project.runbook(block('gate id=first', 'cat hold >>ran') + block('readonly', 'bash bin/look.sh'));
      hold(project);
      const terminal = project.terminal(['run', 'x', ...asJesse]);
      await terminal.question(/Run first\?/);
      terminal.type('y');
      await held(project);
      project.write('bin/look.sh', 'rm ran\n');
      await letGo(project);
      expect(await terminal.exit()).toBe(5);
      expect(terminal.text()).toContain('bin/look.sh changed on disk');
      expect(project.read('ran')).toBe('go on\n');
    },
  },
  {
    promise: 'When the terminal hangs up, the running block is waited for, and then the run pauses.',
    async observe(make) {
      const project = make();
      project.runbook(block('id=make', 'cat hold >made') + block('auto id=after', 'touch after'));
      hold(project);
      const terminal = project.terminal(['run', 'x', ...asJesse]);
      await terminal.question(/Run make\?/);
      terminal.type('y');
      await held(project);
      terminal.hangUp();
      await letGo(project);
      await terminal.exit();
      expect(project.read('made')).toBe('go on\n');
      expect(types(project).slice(-2)).toEqual(['block-ended', 'run-paused']);
      expect((await goOn(project)).exit).toBe(0);
      expect((await walk(project, [/Run make\?/, ''])).exit).toBe(6);
    },
  },
];
