import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Project } from './project.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

const has = (file: string) => existsSync(join(project.directory, file));

describe('runbook new', () => {
  test('writes a runbook without a finding, whose scenarios reach all of it and pass', async () => {
    const { exit, stdout } = await project.run(['new', 'restart-web']);
    expect([exit, stdout]).toEqual([
      0,
      expect.stringMatching(/^runbooks\/restart-web\.md, .*\.yaml\n[\s\S]*runbook rehearse restart-web/),
    ]);
    const linted = await project.run(['lint', '--max-warnings', '0']);
    expect(linted).toEqual({ exit: 0, stdout: 'no errors, no warnings\n', stderr: '' });
    const rehearsed = await project.run(['rehearse']);
    expect([rehearsed.exit, rehearsed.stdout]).toEqual([0, expect.stringMatching(/^1\.\.3$/m)]);
    // All of it is covered, and every scenario says what becomes of each step: nothing more is told.
    expect(rehearsed.stdout).toMatch(
      /\n# restart-web: its 3 scenarios together cover 6 of 6 steps, .*3 of 3 gates\n$/,
    );
  });

  test.each(['x', 'restart-web'])('lists what comes next for %s in two columns', async (name) => {
    const { stdout } = await project.run(['new', name]);
    const rows = stdout.split('\n').filter((row) => row.startsWith('  runbook '));
    expect(rows.map((row) => row.trim().split(/ {2,}/)[0])).toEqual([
      'runbook lint',
      ...['show', 'rehearse', 'run'].map((command) => `runbook ${command} ${name}`),
    ]);
    const columns = rows.map((row) => / {2,}(?=\S+( \S+)*$)/.exec(row.slice(2)));
    expect(new Set(columns.map((gap) => (gap?.index ?? 0) + (gap?.[0].length ?? 0))).size).toBe(1);
  });

  test('has a look, a gate, an expectation, a way back and a checklist', async () => {
    await project.run(['new', 'x1', '--title', 'Restart']);
    const { id, title, careful, steps } = JSON.parse((await project.run(['show', 'x1', '--json'])).stdout);
    expect({ id, title, careful }).toEqual({ id: 'x1', title: 'Restart', careful: false });
    expect(steps).toMatchObject([
      { mode: 'readonly', expect: [{ claim: '1 active line' }] },
      { mode: 'gate', gate: { phrase: 'restart web' } },
      { mode: 'readonly', within: '1m' },
      { kind: 'checklist' },
    ]);
    const shown = await project.run(['show', 'x1']);
    expect(shown.stdout).toContain('Rollback of x1');
  });

  test.each([
    ['2026', 'Plans & <hopes> of *2026* [draft](x) `y` #1'],
    ['yes', "It's a yes: no?"],
  ])('is called %s, and titled as it was said', async (name, title) => {
    expect((await project.run(['new', name, '--title', title])).exit).toBe(0);
    expect((await project.run(['lint', '--max-warnings', '0'])).exit).toBe(0);
    const shown = JSON.parse((await project.run(['show', name, '--json'])).stdout);
    expect([shown.id, shown.title]).toEqual([name, title]);
    expect((await project.run(['rehearse', name])).exit).toBe(0);
  });

  test('makes the first folder of the configuration', async () => {
    project.write('runbook.config.yaml', 'runbooks: [ops/books, other]\n');
    expect((await project.run(['new', 'x'])).exit).toBe(0);
    expect([has('ops/books/x.md'), has('ops/books/x.rehearsal.yaml')]).toEqual([true, true]);
  });

  test('never writes over a file, and writes nothing then', async () => {
    project.write('runbooks/one.md', 'mine\n');
    project.write('runbooks/two.rehearsal.yaml', 'mine\n');
    project.write('runbooks/file.md', '---\nrunbook: three\n---\n\n# Mine\n');
    for (const name of ['one', 'two', 'three']) {
      const { exit, stdout, stderr } = await project.run(['new', name]);
      expect([exit, stdout, stderr]).toEqual([
        2,
        '',
        expect.stringMatching(/already\n.*nothing was written/),
      ]);
    }
    expect([project.read('runbooks/one.md'), project.read('runbooks/two.rehearsal.yaml')]).toEqual([
      'mine\n',
      'mine\n',
    ]);
    for (const file of ['one.rehearsal.yaml', 'two.md', 'three.md'])
      expect(has(`runbooks/${file}`)).toBe(false);
  });

  test.each([
    [['../x'], /no name/],
    [['a b'], /no name/],
    [['.md'], /no name/],
    [['x', '--title', 'two\nlines'], /one line/],
    [['x', '--title', ' '], /one line/],
    [[], /missing required argument/],
  ])('refuses %j', async (args, message) => {
    const { exit, stderr } = await project.run(['new', ...args]);
    expect([exit, stderr]).toEqual([2, expect.stringMatching(message)]);
    expect(has('runbooks')).toBe(false);
  });

  test('says what the file system refuses', async () => {
    project.write('runbooks', '');
    const { exit, stderr } = await project.run(['new', 'x']);
    expect([exit, stderr]).toEqual([1, expect.stringMatching(/^runbook: cannot make .*runbooks: .*\n$/)]);
  });
});
