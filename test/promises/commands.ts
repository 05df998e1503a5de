import { expect } from 'vitest';
import { allCommands, answer, asJesse, block, goOn, has, report, statuses } from './operator.ts';
import type { Row } from './row.ts';

/** The README's line of `run`. */
export const run =
  '| `runbook run NAME` | run it; `--dry-run`, `--check`, `--from STEP`, `--only STEP...`, `--input K=V`, `--step`, `--confine`, `--no-input`, `--as NAME`, `--json` |';
const three = ['one', 'two', 'three'].map((id) => block(`auto id=${id}`, `touch ${id}`)).join('');

export const commands: readonly Row[] = [
  {
    promise: run,
    how: '--dry-run',
    async observe(make) {
      const project = make();
      project.runbook(three);
      const { exit, stdout } = await project.run(['run', 'x', '--dry-run']);
      expect(exit).toBe(0);
      expect(stdout).toMatch(/one[\s\S]*two[\s\S]*three/);
      expect([has(project, 'one'), has(project, '.runbook')]).toEqual([false, false]);
    },
  },
  {
    promise: run,
    how: '--check',
    async observe(make) {
      const project = make();
      project.runbook(
        block('readonly id=look', 'echo x') +
          block('auto id=make', 'touch made') +
          block('readonly id=after', 'echo y'),
      );
      const { exit, text } = await answer(project.terminal(['run', 'x', '--check', ...asJesse]));
      expect([exit, has(project, 'made')]).toEqual([0, false]);
      expect(text).toContain('CHECKED');
      expect(await statuses(project)).toEqual({ look: 'passed', make: 'pending', after: 'pending' });
    },
  },
  {
    promise: run,
    how: '--from and --only: what is passed over is agreed to, and on record',
    async observe(make) {
      const project = make();
      project.runbook(three);
      const from = project.terminal(['run', 'x', '--from', 'three', ...asJesse]);
      const asked = await from.question(/Type {2}skip 2 steps {2}to pass over 2 steps/);
      expect(asked).toMatch(/PASS OVER[\s\S]*one[\s\S]*two/);
      from.type('skip 2 steps');
      expect(await from.exit()).toBe(0);
      expect(['one', 'two', 'three'].filter((file) => has(project, file))).toEqual(['three']);
      const only = project.terminal(['run', 'x', ...asJesse, '--only', 'one', 'two']);
      expect((await answer(only, [/Type {2}skip 1 step {2}/, 'skip 1 step'])).exit).toBe(0);
      expect(await statuses(project)).toEqual({ one: 'passed', two: 'passed', three: 'skipped' });
      const declined = await answer(
        project.terminal(['run', 'x', '--from', 'two', ...asJesse]),
        [/Type {2}skip/, 'y'],
        [/Type {2}skip/, ''],
      );
      expect(declined.exit).toBe(6);
    },
  },
  {
    promise: run,
    how: '--input',
    async observe(make) {
      const project = make();
      project.write(
        'runbooks/x.md',
        `---\nrunbook:\n  id: x\n  inputs:\n    A: {}\n    B: { default: b }\n---\n\n# X\n${block('auto', 'echo "$A $B" >made')}`,
      );
      expect((await project.run(['run', 'x', '--no-input'])).exit).toBe(5);
      expect((await project.run(['run', 'x', '--input', 'A=one two', '--input', 'B=$(c)'])).exit).toBe(0);
      expect(project.read('made')).toBe('one two $(c)\n');
      expect((await project.run(['run', 'x', '--input', 'C=1'])).exit).toBe(2);
    },
  },
  {
    promise: run,
    how: '--step and --as',
    async observe(make) {
      const project = make();
      project.runbook(block('readonly id=look', 'echo x') + block('auto id=make', 'touch made'));
      const terminal = project.terminal(['run', 'x', '--step', '--as', 'kim']);
      expect((await answer(terminal, [/Run look\?/, 'y'], [/Run make\?/, ''])).exit).toBe(6);
      expect(has(project, 'made')).toBe(false);
      expect((await report(project)).operator.name).toBe('kim');
    },
  },
  {
    promise: run,
    how: '--no-input and --json',
    async observe(make) {
      const project = make();
      project.runbook(block('readonly id=look', 'echo x') + block('id=make', 'touch made'));
      const { exit, text } = await answer(
        project.terminal(['run', 'x', '--no-input', '--json', ...asJesse], { columns: 4000 }),
      );
      expect([exit, has(project, 'made')]).toEqual([5, false]);
      const events = text.split('\n').map((line) => JSON.parse(line));
      expect(events).toEqual(project.journal());
      expect(events.at(-1)).toMatchObject({ type: 'run-paused', reason: 'no-input' });
    },
  },
  {
    promise:
      '| `runbook resume [RUN]` | go on with a run that paused, failed or was killed; where there are several, it asks which |',
    async observe(make) {
      const project = make();
      project.runbook(
        `${block('auto id=count', 'echo x >> count')}${block('auto id=fail', '[ -e fixed ]')}${block('id=make', 'touch made')}`,
      );
      expect((await project.run(['run', 'x'])).exit).toBe(1);
      project.write('fixed', '');
      const paused = await goOn(project, [/What now\?/, 'retry'], [/Run make\?/, 'pause']);
      expect(paused.exit).toBe(5);
      const [id = ''] = project.runs();
      const killed = project.terminal(['resume', id, ...asJesse]);
      await killed.question(/Run make\?/);
      killed.kill('SIGKILL');
      await killed.exit();
      const done = await answer(project.terminal(['resume', id, ...asJesse]), [/Run make\?/, 'y']);
      expect(done.exit).toBe(0);
      expect(done.text).toContain('resumed: 2 of 3 steps are finished');
      expect([project.read('count'), has(project, 'made'), project.runs()]).toEqual(['x\n', true, [id]]);
      expect((await project.run(['resume', id])).exit).toBe(2);
      for (const name of ['x', 'other']) {
        project.runbook(block(`id=make-${name}`, `echo ${name} >>ran`), name);
        expect(await project.run(['run', name, ...asJesse])).toMatchObject({ exit: 5 });
      }
      const chosen = project.terminal(['resume', ...asJesse]);
      await chosen.question(
        /2 runs here are not finished[\s\S]*1[\s\S]*other, paused[\s\S]*2[\s\S]*x, paused/,
      );
      chosen.type('2');
      expect((await answer(chosen, [/Run make-x\?/, 'y'])).exit).toBe(0);
      expect(project.read('ran')).toBe('x\n');
    },
  },
  {
    promise: '| `runbook list`, `runbook show NAME` | the runbooks; the plan of one (`--json`) |',
    async observe(make) {
      const project = make();
      project.runbook(three);
      project.runbook(block('id=make gate="do it" timeout=5m expect="1 x lines"', 'echo x'), 'other');
      const listed = await project.run(['list']);
      expect([listed.exit, listed.stdout]).toEqual([
        0,
        expect.stringMatching(/^other .*1 step .*1 gate .*\nx .*3 steps.*0 gates/),
      ]);
      const shown = await project.run(['show', 'other']);
      expect([shown.exit, shown.stdout]).toEqual([0, expect.stringMatching(/make[\s\S]*do it/)]);
      const plan = JSON.parse((await project.run(['show', 'other', '--json'])).stdout);
      expect(plan).toMatchObject({
        id: 'other',
        title: 'OTHER',
        file: 'runbooks/other.md',
        target: null,
        careful: false,
      });
      expect(plan.steps).toMatchObject([
        {
          id: 'make',
          kind: 'block',
          mode: 'gate',
          gate: { phrase: 'do it' },
          timeout: '5m',
          expect: [{ claim: '1 x lines' }],
        },
      ]);
    },
  },
  {
    promise: 'NAME is an id, a file name without `.md`, a unique prefix of either, or a path.',
    async observe(make) {
      const project = make({ 'elsewhere/plan.md': `# P\n${three}` });
      for (const [file, id] of Object.entries({
        'phase-00-move': 'phase-00',
        'phase-00-teardown': 'teardown',
        'phase-01': 'next',
      })) {
        project.write(`runbooks/${file}.md`, `---\nrunbook: ${id}\n---\n\n# ${id}\n${three}`);
      }
      const found = async (name: string) => {
        const { stdout, stderr } = await project.run(['show', name, '--json']);
        return stdout === '' ? stderr : JSON.parse(stdout).file;
      };
      expect(await found('phase-00')).toBe('runbooks/phase-00-move.md');
      expect(await found('phase-00-teardown')).toBe('runbooks/phase-00-teardown.md');
      expect(await found('tear')).toBe('runbooks/phase-00-teardown.md');
      expect(await found('phase-00-m')).toBe('runbooks/phase-00-move.md');
      expect(await found('elsewhere/plan.md')).toBe('elsewhere/plan.md');
      expect(await found('phase-0')).toMatch(
        /fits several runbooks\n.*phase-00-move.*phase-00-teardown.*phase-01/,
      );
      expect(await found('teradown')).toContain('did you mean teardown');
    },
  },
  {
    promise:
      '| `runbook new NAME` | write a runbook to begin with, and scenarios that rehearse it; never over a file |',
    async observe(make) {
      const project = make();
      expect((await project.run(['new', 'restart-web'])).exit).toBe(0);
      const written = project.read('runbooks/restart-web.md');
      expect(await project.run(['lint'])).toMatchObject({ exit: 0, stdout: 'no errors, no warnings\n' });
      expect((await project.run(['rehearse', 'restart-web'])).stdout).toMatch(/^1\.\.[1-9]/m);
      expect((await project.run(['rehearse', 'restart-web'])).exit).toBe(0);
      expect((await project.run(['new', 'restart-web'])).exit).toBe(2);
      expect(project.read('runbooks/restart-web.md')).toBe(written);
    },
  },
  {
    promise: '| `runbook completion SHELL` | what bash, zsh or fish complete the command line by |',
    async observe(make) {
      const project = make();
      for (const shell of ['bash', 'zsh', 'fish']) {
        const { exit, stdout } = await project.run(['completion', shell]);
        expect([exit, stdout]).toEqual([0, expect.stringContaining('rehearse')]);
      }
      expect((await project.run(['completion', 'csh'])).exit).toBe(2);
    },
  },
  {
    promise: '| `runbook man`, `runbook licences` | the man page; the licences of all that is built in |',
    async observe(make) {
      const project = make();
      const page = await project.run(['man']);
      expect([page.exit, page.stdout]).toEqual([0, expect.stringMatching(/^\.TH RUNBOOK 1 /m)]);
      const { exit, stdout } = await project.run(['licences']);
      for (const name of ['commander', 'tree-sitter-bash', 'zx'])
        expect(stdout).toMatch(new RegExp(`^${name} \\d\\S* \\(\\S+\\)$`, 'm'));
      expect(exit).toBe(0);
    },
  },
  {
    promise: '`runbook COMMAND --help` shows an example of each.',
    async observe(make) {
      const project = make();
      for (const command of allCommands) {
        const { exit, stdout } = await project.run([command, '--help']);
        expect([exit, stdout]).toEqual([
          0,
          expect.stringMatching(new RegExp(`Example:\\n +\\$ runbook ${command}\\b`)),
        ]);
      }
    },
  },
];
