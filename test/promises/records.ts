import { expect } from 'vitest';
import type { Project } from '../e2e/project.ts';
import { answer, asJesse, block, goOn, has, outputs, report, statuses, types, walk } from './operator.ts';
import type { Row } from './row.ts';

const crash =
  'A crash loses no finished step, and a block that changes things is never run twice because of one.';
const truth = 'What the journal says happened is what happened, refusals and skips included.';

/** Says that it runs, each time it does, and then waits for a file. */
const work = [
  'echo ran >> runs; echo "half way"',
  'while [ ! -e go ]; do sleep 0.05; done; echo "all the way"',
];

/** Kills the runner with its block half way; at a gate it gets its yes first. */
async function killHalfWay(project: Project, question: RegExp | null): Promise<void> {
  const terminal = project.terminal(['run', 'x', ...asJesse]);
  if (question !== null) {
    await terminal.question(question);
    terminal.type('y');
  }
  await terminal.waitFor(/half way/);
  terminal.kill('SIGKILL');
  await terminal.exit();
}

export const records: readonly Row[] = [
  {
    promise: crash,
    how: 'a gated block is unknown, and is not run again without a human',
    async observe(make) {
      const project = make();
      project.runbook(
        block('auto id=set', 'NAME=kept') +
          block('id=work', ...work) +
          block('readonly id=after', 'echo "$NAME"'),
      );
      await killHalfWay(project, /Run work\?/);
      expect(types(project).at(-1)).toBe('block-started');
      expect((await project.run(['verify', project.runs()[0] ?? ''])).exit).toBe(0);
      expect((await statuses(project)).work).toBe('unknown');

      project.write('go', '');
      expect((await project.run(['resume'])).exit).toBe(8);
      expect(project.read('runs')).toBe('ran\n');

      const terminal = project.terminal(['resume', ...asJesse]);
      const shown = await terminal.question(/What became of work\?/);
      expect(shown).toMatch(/UNKNOWN {2}work[\s\S]*│ half way/);
      terminal.type('');
      expect((await answer(terminal, [/What became of work\?/, 'done it was finished by hand'])).exit).toBe(
        0,
      );
      expect(project.read('runs')).toBe('ran\n');
      expect(await statuses(project)).toEqual({ set: 'passed', work: 'deviated', after: 'passed' });
      expect(outputs(project)).toBe('half way\nkept\n');
    },
  },
  {
    promise: crash,
    how: 'one that an author marked auto is not run again either',
    async observe(make) {
      const project = make();
      project.runbook(block('auto id=work', ...work));
      await killHalfWay(project, null);
      project.write('go', '');
      expect((await project.run(['resume'])).exit).toBe(8);
      const { exit } = await goOn(project, [/What became of work\?/, 'retry']);
      expect([exit, project.read('runs')]).toEqual([0, 'ran\nran\n']);
    },
  },
  {
    promise: crash,
    how: 'a readonly block is run again by itself',
    async observe(make) {
      const project = make();
      project.runbook(block('readonly id=look', 'echo "half way"', ...work.slice(1)));
      await killHalfWay(project, null);
      project.write('go', '');
      expect((await project.run(['resume'])).exit).toBe(0);
      expect(await statuses(project)).toEqual({ look: 'passed' });
      expect(types(project).filter((type) => type === 'block-started')).toHaveLength(2);
    },
  },
  {
    promise: truth,
    how: 'what was skipped, declined, noted and typed wrong',
    async observe(make) {
      const project = make();
      project.runbook(
        block('id=one', 'touch one') +
          block('id=two', 'touch two') +
          block('id=three gate="the third"', 'touch three'),
      );
      const { exit } = await walk(
        project,
        [/Run one\?/, 'note seen by two of us'],
        [/Run one\?/, 'skip done last week'],
        [/Run two\?/, 'y'],
        [/Type {2}the third/, 'third'],
        [/Type {2}the third/, ''],
      );
      expect(exit).toBe(6);
      expect(['one', 'two', 'three'].filter((file) => has(project, file))).toEqual(['two']);
      const told = project.journal().filter(({ type }) => /note|answered|ended/.test(type));
      const by = { account: expect.any(String), sudoFrom: null, name: 'jesse' };
      expect(told).toMatchObject([
        { type: 'note-added', step: 'one', text: 'seen by two of us', by },
        { type: 'gate-answered', step: 'one', decision: 'skip', reason: 'done last week', by },
        { type: 'gate-answered', step: 'two', decision: 'yes', by },
        { type: 'block-ended', step: 'two', outcome: { status: 'passed', exit: 0 } },
        { type: 'gate-answered', step: 'three', decision: 'decline', typed: ['third'], by },
        { type: 'run-ended', status: 'declined', exit: 6 },
      ]);
      expect(await report(project)).toMatchObject({
        status: 'declined',
        operator: by,
        notes: [{ step: 'one', text: 'seen by two of us', by }],
        steps: [
          {
            id: 'one',
            status: 'skipped',
            exit: null,
            gate: { decision: 'skip', reason: 'done last week', by },
          },
          { id: 'two', status: 'passed', exit: 0, gate: { decision: 'yes' } },
          { id: 'three', status: 'declined', exit: null, gate: { decision: 'decline' } },
        ],
      });
    },
  },
  {
    promise: truth,
    how: 'what failed, was retried and was accepted',
    async observe(make) {
      const project = make();
      project.runbook(
        block('auto id=flaky expect="exit 0"', '[ -e tried ] || { touch tried; exit 3; }') +
          block('readonly id=off expect="1 b lines"', 'echo a'),
      );
      const { exit } = await walk(
        project,
        [/flaky failed\. What now\?/, 'retry'],
        [/off did not come out.*What now\?/, 'accept b is late'],
      );
      expect(exit).toBe(0);
      const ended = project.journal().filter(({ type }) => type === 'block-ended');
      expect(
        ended.map(({ step, attempt, outcome }) => [step, attempt, outcome.status, outcome.exit]),
      ).toEqual([
        ['flaky', 1, 'failed', 3],
        ['flaky', 2, 'passed', 0],
        ['off', 1, 'unexpected', 0],
      ]);
      expect(await statuses(project)).toEqual({ flaky: 'passed', off: 'deviated' });
      const [, off] = (await report(project)).steps;
      expect(off.claims).toEqual([{ claim: '1 b lines', ok: false, found: expect.any(String) }]);
    },
  },
];
