import { expect } from 'vitest';
import { answer, asJesse, block, goOn, walk } from './operator.ts';
import type { Row } from './row.ts';

export const exitCodes: readonly Row[] = [
  {
    promise: '| 0 | done | 6 | declined or aborted |',
    async observe(make) {
      const project = make();
      project.runbook(block('id=make', 'touch made'));
      expect((await walk(project, [/Run make\?/, 'n'])).exit).toBe(6);
      expect((await goOn(project, [/Run make\?/, 'abort'], [/Why is the run aborted\?/, ''])).exit).toBe(6);
      expect((await goOn(project, [/Run make\?/, 'y'])).exit).toBe(0);
    },
  },
  {
    promise: '| 1 | a step failed | 7 | the target is taken by another run |',
    async observe(make) {
      const project = make();
      const target = `e2e@${project.directory}`;
      const body = `---\nrunbook:\n  target: ${target}\n---\n\n# X\n${block('id=make', 'exit 3')}`;
      project.write('runbooks/x.md', body);
      const first = project.terminal(['run', 'x', ...asJesse]);
      await first.question(/Run make\?/);
      const second = await project.run(['run', 'x']);
      expect([second.exit, second.stderr]).toEqual([
        7,
        expect.stringMatching(/target .* is taken\n.*\(jesse\).*at step make/),
      ]);
      first.type('y');
      expect((await answer(first, [/What now\?/, '\x04'])).exit).toBe(5);
      expect((await project.run(['resume'])).exit).toBe(1);
    },
  },
  {
    promise: '| 2 | wrong usage | 8 | the outcome of a step is unknown |',
    async observe(make) {
      const project = make();
      project.runbook(block('auto id=work', 'echo started; while [ ! -e go ]; do sleep 0.05; done'));
      for (const args of [
        ['run'],
        ['run', 'no-such'],
        ['frobnicate'],
        ['run', 'x', '--frob'],
        ['run', 'x', '--from', 'no'],
      ]) {
        expect([args, (await project.run(args)).exit]).toEqual([args, 2]);
      }
      const terminal = project.terminal(['run', 'x', ...asJesse]);
      await terminal.waitFor(/started/);
      terminal.kill('SIGKILL');
      await terminal.exit();
      expect((await project.run(['resume'])).exit).toBe(8);
    },
  },
  {
    promise: '| 3 | the document has errors | 9 | wrong host or user, or a command is missing |',
    async observe(make) {
      const project = make();
      project.runbook('Nothing to do.\n');
      expect((await project.run(['run', 'x'])).exit).toBe(3);
      project.runbook(block('auto', 'if'));
      expect((await project.run(['run', 'x'])).exit).toBe(3);
      for (const place of ['host: nowhere', 'user: nobody-at-all', 'needs: [no-such-command]']) {
        project.write('runbooks/x.md', `---\nrunbook:\n  ${place}\n---\n\n# X\n${block('auto', ':')}`);
        expect([place, (await project.run(['run', 'x'])).exit]).toEqual([place, 9]);
      }
      project.runbook(block('auto', 'no-such-command'));
      expect((await project.run(['run', 'x'])).exit).toBe(9);
    },
  },
  {
    promise: '| 4 | the output was not as expected | 70 | internal error |',
    async observe(make) {
      const project = make({
        'fault.cjs': `JSON.stringify = () => { throw new TypeError('a bug'); };`,
      });
      project.runbook(block('readonly expect="1 y lines"', 'echo x'));
      expect((await project.run(['run', 'x'])).exit).toBe(4);
      const [id = ''] = project.runs();
      project.env.NODE_OPTIONS = `--require ${project.directory}/fault.cjs`;
      const { exit, stderr } = await project.run(['report', id]);
      expect([exit, stderr]).toEqual([
        70,
        expect.stringMatching(/internal error; please report it[\s\S]*a bug/),
      ]);
    },
  },
  {
    promise: '| 5 | paused; `runbook resume` goes on | 128+n | ended by signal n |',
    async observe(make) {
      const project = make();
      project.runbook(
        block('id=make', 'touch made') +
          block('auto id=work', 'echo started; while [ ! -e go ]; do sleep 0.05; done'),
      );
      const paused = await walk(project, [/Run make\?/, 'pause']);
      expect([paused.exit, paused.text]).toEqual([5, expect.stringContaining('runbook resume')]);
      const terminal = project.terminal(['resume', ...asJesse]);
      await terminal.question(/Run make\?/);
      terminal.type('y');
      await terminal.waitFor(/started/);
      terminal.kill('SIGTERM');
      expect(await terminal.exit()).toBe(143);
      expect(project.journal().at(-1)).toMatchObject({ type: 'run-paused', reason: 'terminated' });
    },
  },
];
