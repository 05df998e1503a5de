import {
  appendFileSync,
  chmodSync,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeProject } from './make-project.ts';
import type { Project } from './project.ts';

const fence = '```';

/** A runbook with one readonly step `look` that shows the file `printed`, run once; its id. */
async function ranOnce(project: Project, body: string, printed: string): Promise<string> {
  project.write('printed', printed);
  project.runbook(body);
  await project.run(['run', 'x', '--no-input']);
  return project.runs().at(-1) ?? '';
}

const look = (output: string, more = '') =>
  `${fence}bash readonly id=look\ncat printed${more}\n${fence}\n\n${fence}output\n${output}\n${fence}\n`;

const document = (project: Project) => project.read('runbooks/x.md');

describe('accept', () => {
  test('rewrites the fence, keeps what is elided, shows what it changed, and runs nothing', async () => {
    const project = makeProject();
    const id = await ranOnce(
      project,
      `${look('first\n...\nlast 1\nup [..] days', '; echo noise >&2; echo ran >>ran').replace('readonly', 'auto')}\nThe end.\n`,
      'first\nx\ny\nlast 2\nup 5 days\n',
    );
    const before = document(project);
    const ran = project.read('ran');

    const { exit, stdout, stderr } = await project.run(['accept', id, 'look']);

    expect([exit, stderr]).toEqual([0, '']);
    expect(document(project)).toBe(before.replace('last 1', 'last 2'));
    expect(stdout).toBe('runbooks/x.md:12\n  first\n  ...\n- last 1\n+ last 2\n  up [..] days\n  ```\n');
    expect(project.read('ran')).toBe(ran);
    expect((await project.run(['run', 'x', '--no-input'])).exit).toBe(0);
    const again = project.runs().at(-1) ?? '';
    const fits = await project.run(['accept', again, 'look']);
    expect([fits.exit, fits.stdout]).toEqual([0, 'look: the output fence already fits what was printed\n']);
  });

  test('lengthens a fence that the output would close', async () => {
    const project = makeProject();
    const id = await ranOnce(project, look('old'), 'a\n```\nb\n````\n');
    expect((await project.run(['accept', id, 'look'])).exit).toBe(0);
    expect(document(project)).toContain('\n`````output\na\n```\nb\n````\n`````\n');
    expect((await project.run(['run', 'x', '--no-input'])).exit).toBe(0);
  });

  test('leaves CRLF, lists and quotes as they are', async () => {
    const project = makeProject();
    const listed = `- do this:\n\n  > ${look('old').trimEnd().split('\n').join('\n  > ')}\n`;
    const id = await ranOnce(project, listed.replaceAll('\n', '\r\n'), 'new\n\nnewer\n');
    expect((await project.run(['accept', id, 'look'])).exit).toBe(0);
    expect(document(project)).toContain('\r\n  > ```output\r\n  > new\r\n  >\r\n  > newer\r\n  > ```\r\n');
    expect((await project.run(['run', 'x', '--no-input'])).exit).toBe(0);
  });

  test('keeps the mode of the file, a byte order mark, and a last line without an ending', async () => {
    const project = makeProject();
    const id = await ranOnce(project, look('old').trimEnd(), 'new\n');
    const path = join(project.directory, 'runbooks/x.md');
    writeFileSync(path, `\ufeff${document(project)}`);
    chmodSync(path, 0o640);
    expect((await project.run(['accept', id, 'look'])).exit).toBe(0);
    expect(document(project)).toMatch(/^\ufeff---\n[\s\S]*```output\nnew\n```$/);
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  test('rewrites the fence of an included document, and of a loop once for all of its items', async () => {
    const project = makeProject({ printed: 'new\n' });
    const each = look('old').replace('id=look', 'id=look each="HOST in a b"');
    project.runbook(each, 'part');
    project.runbook('<!-- runbook: include="part" -->\n');
    await project.run(['run', 'x', '--no-input']);
    const id = project.runs().at(-1) ?? '';
    const step = project.journal().find(({ type }) => type === 'block-ended').step;
    expect(step).toMatch(/\/look\[a\]$/);
    const root = document(project);

    const { exit, stdout, stderr } = await project.run(['accept', id, step]);

    expect([exit, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^runbooks\/part\.md:\d+\n {2}```output\n- old\n\+ new\n {2}```\n$/);
    expect(document(project)).toBe(root);
    expect((await project.run(['run', 'x', '--no-input'])).exit).toBe(0);
    const report = await project.run(['report', '--format', 'md']);
    expect(report.stdout.match(/```bash\ncat printed\n```/g)).toHaveLength(2);
  });

  test('refuses what it cannot vouch for, and leaves the document alone', async () => {
    const project = makeProject();
    const id = await ranOnce(
      project,
      `${look('old')}\n${fence}bash readonly id=plain\ntrue\n${fence}\n\n${look('zero').replace('id=look', 'id=empty').replace('cat printed', 'true')}`,
      'new\n',
    );
    const before = document(project);
    const refusal = async (...args: string[]) => {
      const { exit, stderr, stdout } = await project.run(['accept', ...args]);
      expect(stdout).toBe('');
      return [exit, stderr];
    };
    expect(await refusal(id, 'plain')).toEqual([2, expect.stringContaining('plain has no output fence')]);
    expect(await refusal(id, 'loook')).toEqual([2, expect.stringContaining('did you mean')]);
    expect(await refusal(id, 'empty')).toEqual([2, expect.stringContaining('was not run')]);
    expect(await refusal('nope', 'look')).toEqual([2, expect.stringContaining('no run is called nope')]);
    expect(await refusal(id)).toEqual([2, expect.stringContaining('step')]);
    expect(document(project)).toBe(before);

    project.write('runbooks/x.md', before.replace('cat printed', 'cat  printed'));
    expect(await refusal(id, 'look')).toEqual([
      2,
      expect.stringMatching(/look was changed in runbooks\/x.md since/),
    ]);
    project.write('runbooks/x.md', before);

    const log = join(
      project.directory,
      '.runbook/runs',
      id,
      project.journal().find(({ type }) => type === 'block-started').log,
    );
    const printed = readFileSync(log);
    appendFileSync(log, 'more\n');
    expect(await refusal(id, 'look')).toEqual([1, expect.stringContaining('is not what the run recorded')]);
    rmSync(log);
    expect(await refusal(id, 'look')).toEqual([1, expect.stringContaining('the log of look is missing')]);
    writeFileSync(log, printed);

    const journal = join(project.directory, '.runbook/runs', id, 'journal.jsonl');
    writeFileSync(journal, readFileSync(journal, 'utf8').replace('"exit":0', '"exit":1'));
    expect(await refusal(id, 'look')).toEqual([
      1,
      expect.stringContaining('nothing is accepted from the journal'),
    ]);
    expect(document(project)).toBe(before);
  });

  test('refuses output that the fence could not hold, and says what to do', async () => {
    const project = makeProject();
    for (const [printed, reason] of [
      ['a\x07b\n', 'could not see'],
      ['...\n', 'three dots'],
      [`${'x\n'.repeat(3000)}`, 'too many for a fence'],
      ['', 'expect="stdout empty"'],
    ] as const) {
      const id = await ranOnce(project, look('old'), printed);
      const before = document(project);
      const { exit, stderr } = await project.run(['accept', id, 'look']);
      expect([exit, stderr]).toEqual([2, expect.stringContaining(reason)]);
      expect(document(project)).toBe(before);
    }
  });

  test('accepts nothing of a step that failed', async () => {
    const project = makeProject();
    const id = await ranOnce(project, look('old', '; exit 3'), 'new\n');
    const { exit, stderr } = await project.run(['accept', id, 'look']);
    expect([exit, stderr]).toEqual([1, expect.stringContaining('the last attempt at look failed')]);
    expect(existsSync(join(project.directory, 'runbooks/x.md'))).toBe(true);
  });
});
