import { describe, expect, test } from 'vitest';
import { held, hold, holdNoMore } from './held.ts';
import { makeProject } from './make-project.ts';
import type { Project } from './project.ts';

const me = ['--as', 'jesse'];
const fence = '```';

const gate = (id: string, code: string, more = '') =>
  `${fence}bash gate id=${id}${more}\n${code}\n${fence}\n`;

describe('what has to be seen is there again when a run is taken up', () => {
  test('a statement about something that may be looked at: it is looked at anew', async () => {
    const project = makeProject({ seen: 'as it was\n' });
    project.runbook(`${fence}bash readonly id=look confirm="this is it" expect="1 line"
cat seen
${fence}
`);
    expect((await project.run(['run', 'x', ...me])).exit).toBe(5);
    project.write('seen', 'as it is\n');

    const terminal = project.terminal(['resume', ...me]);
    const shown = await terminal.question(/look: does this hold\? {2}this is it/);
    terminal.type('y');

    expect(await terminal.exit()).toBe(0);
    expect(shown).toContain('│ as it is\n');
    expect(project.journal().filter(({ type }) => type === 'block-started')).toHaveLength(2);
  });

  test('a statement about something that changes things: what it had printed, and it is not run again', async () => {
    const project = makeProject();
    project.runbook(gate('change', 'echo ran >>ran; echo the ids are 1 2 3', ' confirm="these are the ids"'));
    const first = project.terminal(['run', 'x', ...me]);
    await first.question(/Run change\?/);
    first.type('y');
    await first.question(/does this hold\?/);
    first.type('pause');
    expect(await first.exit()).toBe(5);

    const terminal = project.terminal(['resume', ...me]);
    const shown = await terminal.question(/change: does this hold\? {2}these are the ids/);
    terminal.type('y');

    expect(await terminal.exit()).toBe(0);
    expect(shown).toMatch(/change {2}this is what it had printed\n {2}│ the ids are 1 2 3\n/);
    expect(project.read('ran')).toBe('ran\n');
  });

  test('a step that failed: the sentence and the evidence', async () => {
    const project = makeProject();
    project.runbook(`${fence}bash readonly id=look expect="2 lines"
echo one line
${fence}
`);
    expect((await project.run(['run', 'x', ...me])).exit).toBe(4);

    const terminal = project.terminal(['resume', ...me]);
    const shown = await terminal.question(/look did not come out as expected\. What now\?/);
    terminal.type('accept one is enough');

    expect(await terminal.exit()).toBe(0);
    expect(shown).toMatch(/UNEXPECTED {2}look\n {4}expected 2 lines — found 1 line\n/);
    expect(shown).toContain('│ one line\n');
    expect(terminal.text()).toContain('DONE, not all of it passed');
  });
});

describe('a document that changed while its run was paused', () => {
  const before = `${gate('first', 'echo first >>ran')}\n${gate('second', 'echo second >>ran')}`;
  const after = before.replace('echo second', 'echo other');

  test('goes on only with a yes, and then as it is now', async () => {
    const project = await pausedAtSecond(before);
    project.runbook(after);

    const unwilling = project.terminal(['resume', ...me]);
    const shown = await unwilling.question(/Go on with it as it is now\? {2}y\/N/);
    expect(shown).toMatch(/The document is not what this run was planned from\n {4}second: changed\n/);
    expect(shown).not.toContain('first: changed');
    unwilling.type('');
    expect(await unwilling.exit()).toBe(5);

    const terminal = project.terminal(['resume', ...me]);
    await terminal.question(/Go on with it as it is now\?/);
    terminal.type('y');
    const gate = await terminal.question(/Run second\?/);
    expect(gate).toContain('┃ echo other >>ran');
    terminal.type('y');
    expect(await terminal.exit()).toBe(0);
    expect(project.read('ran')).toBe('first\nother\n');
    expect((await project.run(['verify', project.runs()[0] ?? ''])).exit).toBe(0);
  });

  test('does not go on without a terminal', async () => {
    const project = await pausedAtSecond(before);
    project.runbook(after);
    const { exit, stderr } = await project.run(['resume', ...me]);
    expect(exit).toBe(5);
    expect(stderr).toContain('the document changed since the run began: second: changed');
  });

  test('says so of a step that is finished, of one that is new and of one that is gone', async () => {
    const project = await pausedAtSecond(before);
    project.runbook(
      `${gate('first', 'echo premier >>ran')}\n${gate('between', 'echo between >>ran')}\n${gate('second', 'echo second >>ran')}`,
    );
    const terminal = project.terminal(['resume', ...me]);
    const shown = await terminal.question(/Go on with it as it is now\?/);
    expect(shown).toContain('first: changed since it was finished');
    expect(shown).toContain('between: new');
    terminal.type('y');
    await terminal.question(/Run between\?/);
    terminal.type('pause');
    expect(await terminal.exit()).toBe(5);

    project.runbook(gate('first', 'echo first >>ran'));
    const again = project.terminal(['resume', ...me]);
    const gone = await again.question(/Go on with it as it is now\?/);
    expect(gone).toContain('second: removed');
    again.type('n');
    expect(await again.exit()).toBe(5);
  });
});

describe('one run a target', () => {
  test('a second one is refused and told who holds it, and at which step; kill -9 sets it free', async () => {
    const target = `test@e2e-${process.pid}`;
    const project = makeProject();
    const document = `---\nrunbook: {id: x, target: ${target}}\n---\n\n# X\n\n${gate('change', 'cat hold')}`;
    project.write('runbooks/x.md', document);
    project.write('runbooks/y.md', document.replace('id: x', 'id: y'));
    hold(project);
    const holder = project.terminal(['run', 'x', ...me]);
    await holder.question(/Run change\?/);
    holder.type('y');
    await held(project);
    const [run] = project.runs();

    const second = await project.run(['run', 'y', ...me]);
    expect([second.exit, second.stdout]).toEqual([7, '']);
    expect(second.stderr).toContain(`the target ${target} is taken`);
    expect(second.stderr).toMatch(
      new RegExp(`run ${run} by .*\\(jesse\\) on .* has it since .*, at step change`),
    );
    expect(project.runs()).toEqual([run]);
    const resumed = await project.run(['resume', run ?? '', ...me]);
    expect(resumed.exit).toBe(7);
    expect(resumed.stderr).toContain(`the run ${run} is taken`);

    process.kill(holder.pid, 'SIGKILL');
    await holder.exit();
    holdNoMore(project);
    expect((await project.run(['run', 'y', ...me])).exit).toBe(5);
    expect((await project.run(['resume', run ?? '', ...me])).exit).toBe(8);
  });
});

/** A run whose first step is done, paused at the gate of its second. */
async function pausedAtSecond(body: string): Promise<Project> {
  const project = makeProject();
  project.runbook(body);
  const terminal = project.terminal(['run', 'x', ...me]);
  await terminal.question(/Run first\?/);
  terminal.type('y');
  await terminal.question(/Run second\?/);
  terminal.type('pause');
  expect(await terminal.exit()).toBe(5);
  return project;
}
