import { expect } from 'vitest';
import type { Project } from '../e2e/project.ts';
import { allCommands, answer, asJesse, block, has, types, walk } from './operator.ts';
import type { Row } from './row.ts';

const closed =
  'A gate fails closed: an unknown annotation, the end of input, no terminal, keys typed ahead and a hang-up all mean stop.';
const make = block('id=make', 'touch made');

/** Nothing was run and nobody is on record with an answer. */
function expectUntouched(project: Project): void {
  expect(has(project, 'made')).toBe(false);
  const told = types(project);
  expect(told).toContain('gate-opened');
  expect(told.filter((type) => type === 'gate-answered' || type === 'block-started')).toEqual([]);
}

const paused = (how: string, run: (project: Project) => Promise<number | null>): Row => ({
  promise: closed,
  how,
  async observe(makeProject) {
    const project = makeProject();
    project.runbook(make);
    expect(await run(project)).toBe(5);
    expectUntouched(project);
    expect(project.journal().at(-1)).toMatchObject({ type: 'run-paused', step: 'make' });
  },
});

export const closedGates: readonly Row[] = [
  {
    promise: closed,
    how: 'an unknown annotation',
    async observe(makeProject) {
      const project = makeProject();
      for (const annotations of [
        'redonly',
        'readonly yes',
        'gate=',
        'auto gate',
        'readonly exepct="1 x line"',
      ]) {
        project.runbook(block('auto', 'touch made') + block(annotations, 'touch made'));
        const { exit, text } = await walk(project);
        expect([annotations, exit, has(project, 'made')]).toEqual([annotations, 3, false]);
        expect(text).toMatch(/runbooks\/x\.md:12:\d+ {2}error/);
      }
      expect(has(project, '.runbook')).toBe(false);
    },
  },
  paused('the end of input: Ctrl-D', async (project) => (await walk(project, [/Run make\?/, '\x04'])).exit),
  paused(
    'no terminal, with yes on the pipe',
    async (project) => (await project.run(['run', 'x'], 'y\nyes\n')).exit,
  ),
  paused('--no-input at a terminal', (project) =>
    project.terminal(['run', 'x', '--no-input', ...asJesse]).exit(),
  ),
  paused('CI=true at a terminal', (project) => {
    project.env.CI = 'true';
    return project.terminal(['run', 'x', ...asJesse]).exit();
  }),
  paused('a hang-up at the gate', async (project) => {
    const terminal = project.terminal(['run', 'x', ...asJesse]);
    await terminal.question(/Run make\?/);
    terminal.hangUp();
    return terminal.exit();
  }),
  {
    promise: closed,
    how: 'input that ends where a terminal is there',
    async observe(makeProject) {
      const project = makeProject();
      project.runbook(make);
      const terminal = project.shell(`runbook run x ${asJesse.join(' ')} </dev/null`);
      expect((await answer(terminal, [/Run make\?/, ''])).exit).toBe(6);
      expect(has(project, 'made')).toBe(false);
    },
  },
  {
    promise: closed,
    how: 'keys typed ahead',
    async observe(makeProject) {
      const project = makeProject();
      project.runbook(block('readonly', 'echo waiting; while [ ! -e go ]; do sleep 0.05; done') + make);
      const terminal = project.terminal(['run', 'x', ...asJesse]);
      terminal.send('y\r');
      await terminal.waitFor(/waiting/);
      terminal.send('y\ry\r\ny');
      project.write('go', '');
      // A note is answered after all that was typed before it.
      await answer(terminal, [/Run make\?/, 'note I am here'], [/Run make\?/, '']);
      expect(has(project, 'made')).toBe(false);
      const answers = project.journal().filter(({ type }) => /answered|note/.test(type));
      expect(answers.map(({ type, decision, text }) => [type, decision ?? text])).toEqual([
        ['note-added', 'I am here'],
        ['gate-answered', 'decline'],
      ]);
    },
  },
  {
    promise: 'No flag says yes.',
    async observe(makeProject) {
      const project = makeProject();
      project.runbook(make);
      const helps = [['--help'], ...allCommands.map((command) => [command, '--help'])];
      const texts = await Promise.all(helps.map(async (args) => (await project.run(args)).stdout));
      const flags = new Set(texts.flatMap((text) => text.match(/(?<![\w-])--?[a-z][a-z-]*/g) ?? []));
      expect(flags).toContain('--no-input');
      expect(
        [...flags].filter((flag) => /yes|force|assume|approve|accept|confirm|answer|-y$/.test(flag)),
      ).toEqual([]);
      for (const flag of ['--yes', '-y', '--force', '--assume-yes', '--auto-approve']) {
        const { exit, stderr } = await project.run(['run', 'x', flag]);
        expect([flag, exit]).toEqual([flag, 2]);
        expect(stderr).toContain('unknown option');
      }
      expect(has(project, 'made')).toBe(false);
    },
  },
];
