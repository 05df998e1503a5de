import { describe, expect, test } from 'vitest';
import { makeProject } from './make-project.ts';
import type { Project } from './project.ts';

const me = ['--as', 'jesse'];
const fence = '```';

const gate = (id: string) => `${fence}bash gate id=${id}\necho ${id} >>ran\n${fence}\n`;

describe('resume without a name, where several runs are not finished', () => {
  test('asks which, and says of each what it is, where it stands and since when', async () => {
    const { project, older, newer } = await twoUnfinished();
    const terminal = project.terminal(['resume', ...me]);

    const shown = await terminal.question(/Which one goes on\?[\s\S]*1 or 2, or an id \(Enter: none\)/);
    const target = `test@${project.directory}`;
    const facts = 'since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC · .*\\(jesse\\)';
    expect(shown.replace(/\s+/g, ' ')).toMatch(
      new RegExp(
        `2 runs here are not finished, the latest first 1 ${newer} y, paused at second ${facts} · SITE=lab ` +
          `2 ${older} x, paused at first ${target} · ${facts} Which`,
      ),
    );
    terminal.type('3');
    await terminal.question(/That names none of them, or several[\s\S]*Which one goes on\?/);
    terminal.type('20');
    await terminal.question(/That names none of them, or several[\s\S]*Which one goes on\?/);
    terminal.type('2');
    expect(await terminal.question(/Run first\?/)).toMatch(new RegExp(`x {2}x +run ${older}\n`));
    terminal.type('y');
    expect(await terminal.exit()).toBe(0);
    expect(project.read('ran')).toBe('first\n');

    // One is left: there is nothing to ask.
    const last = project.terminal(['resume', ...me]);
    expect(await last.question(/Run second\?/)).not.toContain('Which one');
    last.type('y');
    expect(await last.exit()).toBe(0);
    expect((await project.run(['resume', ...me])).stderr).toContain('there is no unfinished run here');
  });

  test.each(['', 'n', '\x03'])('resumes none unless one is named: %j', async (keys) => {
    const { project, older, newer } = await twoUnfinished();
    const journals = () => [older, newer].map((run) => project.read(`.runbook/runs/${run}/journal.jsonl`));
    const before = journals();
    const terminal = project.terminal(['resume', ...me]);
    await terminal.question(/Which one goes on\?/);
    terminal.type(keys);
    expect(await terminal.exit()).toBe(5);
    expect(terminal.text()).toContain('runbook: no run was chosen\n');
    expect(journals()).toEqual(before);
  });

  test('takes an id, or what only one id begins with', async () => {
    const { project, newer } = await twoUnfinished();
    const terminal = project.terminal(['resume', ...me]);
    await terminal.question(/Which one goes on\?/);
    terminal.type(newer);
    await terminal.question(/Run second\?/);
    terminal.type('pause');
    expect(await terminal.exit()).toBe(5);
  });

  test('names them and resumes none where nobody can be asked', async () => {
    const { project, older, newer } = await twoUnfinished();
    const refused = await project.run(['resume', ...me]);
    expect([refused.exit, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toMatch(
      new RegExp(
        '^runbook: 2 runs here are not finished: say which one goes on\n' +
          ' {2}runbook resume RUN, where RUN is one of:\n' +
          ` {2}${newer} {2}y, paused at second, begun .* UTC by .*\\(jesse\\), with SITE=lab\n` +
          ` {2}${older} {2}x, paused at first, begun .* UTC by .*\\(jesse\\)\n$`,
      ),
    );
    const terminal = project.terminal(['resume', '--no-input', ...me]);
    expect(await terminal.exit()).toBe(2);
    expect(terminal.brokenRows()).toEqual([]);
    const named = await project.run(['resume', newer, ...me]);
    expect(named.exit).toBe(5);
    expect(named.stdout).toContain(`run ${newer}`);
  });

  test('says what a run was given in one row, whatever that holds', async () => {
    const { project } = await twoUnfinished();
    const site = `SITE=a\u202elab ${'x'.repeat(60)}`;
    expect((await project.run(['run', 'y', '--input', site, ...me])).exit).toBe(5);
    const { stderr } = await project.run(['resume', ...me]);
    expect(stderr).not.toContain('\u202e');
    expect(stderr).toMatch(/with SITE=a<U\+202E>lab x{24}\.\.\.\n/);
  });

  test('says which of them another process has, and does not take that one', async () => {
    const { project, older, newer } = await twoUnfinished();
    const holder = project.terminal(['resume', newer, ...me]);
    await holder.question(/Run second\?/);
    const terminal = project.terminal(['resume', ...me]);
    const shown = await terminal.question(/Which one goes on\?/);
    expect(shown).toContain(`${newer}  y, being walked by another process, at second\n`);
    expect(shown).toContain(`${older}  x, paused at first\n`);
    terminal.type('1');
    expect(await terminal.exit()).toBe(7);
    holder.type('pause');
    expect(await holder.exit()).toBe(5);
  });

  test('shows the latest of many, and says where the others are', async () => {
    const project = makeProject();
    project.runbook(gate('first'));
    for (let run = 0; run < 11; run += 1) expect((await project.run(['run', 'x', ...me])).exit).toBe(5);
    const terminal = project.terminal(['resume', ...me]);
    const shown = await terminal.question(/1 to 9, or an id/);
    expect(shown).toMatch(/11 runs here are not finished[\s\S]*\n {4}2 older: runbook runs lists them/);
    expect(terminal.brokenRows()).toEqual([]);
    terminal.type(project.runs()[0] ?? '');
    await terminal.question(/That names none of them/);
    terminal.type('');
    expect(await terminal.exit()).toBe(5);
  });
});

interface TwoRuns {
  readonly project: Project;
  readonly older: string;
  readonly newer: string;
}

/** A run of x on a target, paused; and a later one of y without a target, which was given something. */
async function twoUnfinished(): Promise<TwoRuns> {
  const project = makeProject();
  const target = `test@${project.directory}`;
  project.write(
    'runbooks/x.md',
    `---\nrunbook: {id: x, target: "${target}"}\n---\n\n# x\n\n${gate('first')}`,
  );
  project.write(
    'runbooks/y.md',
    `---\nrunbook: {id: y, inputs: {SITE: {}}}\n---\n\n# y\n\n${gate('second')}`,
  );
  expect((await project.run(['run', 'x', ...me])).exit).toBe(5);
  expect((await project.run(['run', 'y', '--input', 'SITE=lab', ...me])).exit).toBe(5);
  const [older = '', newer = ''] = project.runs();
  return { project, older, newer };
}
