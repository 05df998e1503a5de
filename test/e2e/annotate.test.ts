import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeProject } from './make-project.ts';
import { checkout } from './project.ts';

const folder = join(checkout, 'fixtures/cases/annotate');
const cases = ['rebuild-web-model', 'fail-over-database'];
const caseText = (name: string) => readFileSync(join(folder, `${name}.md`), 'utf8');

describe('annotate', () => {
  test.each(cases)('%s: the diff is the one that was reviewed', async (name) => {
    const project = makeProject({ [`runbooks/${name}.md`]: caseText(name) });

    const { exit, stdout } = await project.run(['annotate', `runbooks/${name}.md`]);

    expect(exit).toBe(0);
    expect(stdout).toBe(readFileSync(join(folder, `${name}.diff`), 'utf8'));
    expect(project.read(`runbooks/${name}.md`)).toBe(caseText(name));
  });

  test.each(cases)('%s: patch makes of it what --write with both flags makes', async (name) => {
    const file = `runbooks/${name}.md`;
    const project = makeProject({ [file]: caseText(name) });
    const { stdout } = await project.run(['annotate', file]);
    const written = await project.run(['annotate', file, '--write', '--inputs', '--readonly']);
    const result = project.read(file);
    project.write(file, caseText(name));

    execFileSync('patch', ['-p1', '--silent', '-F0'], { cwd: project.directory, input: stdout });

    expect(written.exit).toBe(0);
    expect(project.read(file)).toBe(result);
  });

  test.each(cases)(
    '%s: --write leaves readonly and inputs out, and has nothing to do twice',
    async (name) => {
      const file = `runbooks/${name}.md`;
      const project = makeProject({ [file]: caseText(name) });

      const first = await project.run(['annotate', file, '--write']);
      const written = project.read(file);
      const second = await project.run(['annotate', file, '--write']);

      expect(first.stdout).toContain(`${file}: 1 runbook: key`);
      expect(written).toContain('gate');
      expect(written).not.toMatch(/^\W*(?:bash|sh) readonly|inputs:/m);
      expect([second.exit, second.stdout]).toEqual([0, '']);
      expect(second.stderr).toMatch(/readonly blocks? \(--readonly\) left out/);
      expect(project.read(file)).toBe(written);
      const lint = JSON.parse((await project.run(['lint', file, '--format', 'json'])).stdout);
      expect(
        lint.filter(({ rule }: { rule: string }) => /^(?:annotation|expectation|frontmatter)/.test(rule)),
      ).toEqual([]);
    },
  );

  test('--readonly and --inputs choose what the diff shows, as they do for --write', async () => {
    const file = 'runbooks/rebuild-web-model.md';
    const project = makeProject({ [file]: caseText('rebuild-web-model') });

    const { stdout } = await project.run(['annotate', file, '--readonly']);

    expect(stdout).toContain('+```bash readonly');
    expect(stdout).not.toMatch(/needs --|inputs:/);
  });

  test.each(['--readonly', '--inputs', '--readonly --inputs'])(
    'with %s the diff is plain, and what --write does with the same',
    async (given) => {
      const flags = given.split(' ');
      const [file, text] = ['runbooks/rebuild-web-model.md', caseText('rebuild-web-model')];
      const project = makeProject({ [file]: text });
      const { stdout } = await project.run(['annotate', file, ...flags]);
      await project.run(['annotate', file, '--write', ...flags]);
      const written = project.read(file);
      project.write(file, text);

      execFileSync('patch', ['-p1', '--silent', '-F0'], { cwd: project.directory, input: stdout });

      expect(stdout).not.toContain('needs');
      expect(project.read(file)).toBe(written);
    },
  );

  test('executes nothing', async () => {
    const project = makeProject({
      'runbooks/a.md': '# A\n\n## Look (read-only)\n\n```bash\ntouch marker; echo "$(touch marker2)"\n```\n',
    });

    await project.run(['annotate', 'runbooks/a.md', '--write', '--readonly', '--inputs']);

    expect(existsSync(join(project.directory, 'marker'))).toBe(false);
    expect(existsSync(join(project.directory, 'marker2'))).toBe(false);
    expect(project.read('runbooks/a.md')).not.toContain('```bash readonly');
  });

  test('says what it leaves to the author', async () => {
    const file = 'notes/old.md';
    const project = makeProject({ [file]: '# Old\n\n```bash\ncat > x <<EOF\nrack: <rack>\nEOF\n```\n' });

    const { exit, stdout, stderr } = await project.run(['annotate', file]);

    expect([exit, stdout]).toEqual([0, '']);
    expect(stderr).toContain(`${file}:1: no \`runbook:\` key is proposed`);
    expect(stderr).toContain(`${file}:5: \`<rack>\` stays as it is`);
  });

  test('refuses what is not there (2) and what cannot be read (3)', async () => {
    const project = makeProject({ 'runbooks/deep.md': `${'> '.repeat(20_000)}x\n` });
    writeFileSync(join(project.directory, 'runbooks/latin.md'), Buffer.from([0x23, 0x20, 0xe9, 0x0a]));

    const results = [];
    for (const file of ['runbooks/none.md', 'runbooks/latin.md', 'runbooks/deep.md'])
      results.push((await project.run(['annotate', file, '--write'])).exit);

    expect(results).toEqual([2, 3, 3]);
  });

  test('finds a runbook by its name', async () => {
    const project = makeProject({ 'runbooks/rebuild-web-model.md': caseText('rebuild-web-model') });
    const { stdout } = await project.run(['annotate', 'rebuild']);
    expect(stdout).toContain('--- a/runbooks/rebuild-web-model.md');
  });
});
