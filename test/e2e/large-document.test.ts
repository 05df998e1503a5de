import { appendFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { largestDocument } from '../../src/parse/document-size.ts';
import { makeProject } from './make-project.ts';
import type { Project } from './project.ts';

const block = (info: string, code: string) => `\`\`\`bash ${info}\n${code}\n\`\`\`\n`;

/** More than any string of Node's holds: whoever reads it, in whole or in part of its own choosing, fails otherwise. */
const huge = 3 * 1024 ** 3;

/** Makes a document that large; the disk keeps nothing of what it is made larger by. */
function enlarge(project: Project, file: string, bytes = huge): void {
  truncateSync(join(project.directory, file), bytes);
}

/** Rows are broken where the screen ends. */
const unbroken = (text: string) => text.replace(/\s+/g, ' ');

const refused =
  'Unexpected size of 3221225472 bytes (3.0 GiB), expected at most 3145728 (3 MiB): split the document, and put its parts together with `include`';

test.each([
  ['run', 'x', '--no-input'],
  ['run', 'x', '--dry-run'],
  ['show', 'x'],
  ['show', 'x', '--json'],
  ['lint'],
  ['lint', '--fix'],
  ['lint', 'runbooks/x.md', '--format', 'json'],
  ['annotate', 'x'],
  ['annotate', 'runbooks/x.md', '--write'],
  ['rehearse'],
])('a document of 3 GiB is refused unread: runbook %s %s %s', async (...args) => {
  const scenario = 'runbook: x\nname: all\noutcome: done\n';
  const project = makeProject({ 'fixtures/x.rehearsal.yaml': scenario });
  project.runbook(block('auto', 'touch ran'));
  enlarge(project, 'runbooks/x.md');
  const { exit, stdout, stderr } = await project.run(args);
  expect(unbroken(stdout + stderr)).toContain(refused);
  expect(stdout + stderr).toContain('runbooks/x.md');
  expect(exit).toBe(3);
  expect(statSync(join(project.directory, 'runbooks/x.md')).size).toBe(huge);
});

test('the others are listed and linted beside it, remembered or not', async () => {
  const project = makeProject();
  project.runbook(block('readonly', 'ls'));
  project.runbook(block('readonly', 'ls'), 'other');
  enlarge(project, 'runbooks/x.md');
  for (const cache of ['--cache', '--cache', '--no-cache']) {
    const { exit, stdout } = await project.run(['lint', cache, '--format', 'unix']);
    expect(stdout).toMatch(/^runbooks\/x\.md:1:1: .*too-large.*\n$/);
    expect(exit).toBe(3);
    const listed = await project.run(['list', '--json']);
    const errors = JSON.parse(listed.stdout).map(({ id, errors }: Record<string, unknown>) => [id, errors]);
    expect(errors).toEqual([
      ['other', 0],
      ['x', 1],
    ]);
  }
});

test('so is one that another includes, at the place of the include', async () => {
  const project = makeProject();
  project.runbook(`${block('auto', 'touch ran')}\n<!-- runbook: include="part" -->\n`);
  project.runbook(block('readonly', 'ls'), 'part');
  const show = () => project.run(['show', 'x', '--cache']);
  expect((await show()).exit).toBe(0);
  enlarge(project, 'runbooks/part.md');
  const { exit, stderr } = await show();
  expect(stderr).toContain('runbooks/x.md:11:24');
  expect(unbroken(stderr)).toContain(`include of runbooks/part.md, which is not read: ${refused}`);
  expect(exit).toBe(3);
  expect((await project.run(['run', 'x', '--no-input'])).exit).toBe(3);
});

test('one that has grown since a run is not read for its resume or an accept', async () => {
  const project = makeProject();
  project.runbook(
    `${block('readonly id=look', 'echo a')}\n\`\`\`output\na\n\`\`\`\n\n${block('gate', 'touch ran')}`,
  );
  expect((await project.run(['run', 'x', '--no-input'])).exit).toBe(5);
  enlarge(project, 'runbooks/x.md');
  const [run = ''] = project.runs();
  for (const args of [
    ['resume', run, '--no-input'],
    ['accept', run, 'look'],
  ]) {
    const { exit, stderr } = await project.run(args);
    expect(unbroken(stderr)).toContain(refused);
    expect(exit).toBe(3);
  }
  expect((await project.run(['report', run])).exit).toBe(0);
});

test('a file that a document links to or runs is not read beyond that size, and not judged', async () => {
  const project = makeProject({ 'data.md': '# Data\n', 'big.sh': '#!/bin/bash\n# DO NOT USE\nls\n' });
  project.runbook(`${block('auto', 'bash ./big.sh')}\nSee [there](../data.md#nowhere).\n`);
  const lint = async () => (await project.run(['lint', '--format', 'unix'])).stdout;
  expect(await lint()).toMatch(/retired-script[\s\S]*broken-link/);
  enlarge(project, 'data.md');
  enlarge(project, 'big.sh');
  expect(await lint()).not.toMatch(/retired-script|broken-link/);
});

test('the last byte that is allowed is read', async () => {
  const project = makeProject();
  project.runbook(`${block('readonly', 'ls')}\n`);
  const path = join(project.directory, 'runbooks/x.md');
  appendFileSync(path, ' '.repeat(largestDocument - statSync(path).size));
  expect(await project.run(['lint', '--format', 'unix'])).toMatchObject({ exit: 0, stdout: '' });
  appendFileSync(path, ' ');
  expect((await project.run(['lint', '--format', 'unix'])).stdout).toContain(
    'Unexpected size of 3145729 bytes',
  );
});
