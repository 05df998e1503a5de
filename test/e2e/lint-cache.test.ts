import { chmodSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeProject } from './make-project.ts';
import type { Project } from './project.ts';

const fence = (info: string, code: string) => `\`\`\`bash ${info}\n${code}\n\`\`\`\n`;
const audit = '#!/bin/bash\njuju status\n';

/** A project whose first runbook depends on a script, an anchor, an included document and the ids of others. */
function makeLinted(): Project {
  const project = makeProject({ 'audit.sh': audit });
  chmodSync(join(project.directory, 'audit.sh'), 0o755);
  project.runbook(fence('readonly', 'juju status'), 'other');
  project.runbook(
    `${fence('readonly', './audit.sh')}\nSee [X](other.md#other).\n\n<!-- runbook: include="other" id=o -->\n`,
  );
  return project;
}

const cached = 'cache/lint.json';

/** What `lint --cache` finds; a lint without it has to find the same. */
async function lint(project: Project): Promise<readonly string[]> {
  const warm = await project.run(['lint', '--cache', '--format', 'unix']);
  const cold = await project.run(['lint', '--format', 'unix']);
  expect(warm).toEqual(cold);
  return Array.from(warm.stdout.matchAll(/\[?\b([a-z]+(?:-[a-z]+)+)\]?$/gm), ([, rule = '']) => rule);
}

test('what has not changed is not looked at again', async () => {
  const project = makeLinted();
  expect(await lint(project)).toEqual([]);
  const file = join(project.directory, '.runbook', cached);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  // What it remembers is what it says: here that is told apart by a reason that nobody else would give.
  const entries = JSON.parse(readFileSync(file, 'utf8'));
  const place = { start: { line: 1, column: 1, offset: 0 }, end: { line: 1, column: 1, offset: 0 } };
  for (const [name, entry] of entries) {
    entry.messages = [{ reason: 'Remembered', rule: 'a-b', file: name, fatal: false, place, fix: null }];
  }
  writeFileSync(file, JSON.stringify(entries));
  const { stdout } = await project.run(['lint', '--cache', '--format', 'unix']);
  expect(stdout.match(/Remembered/g)).toHaveLength(2);
  const other = readFileSync(join(project.directory, 'runbooks/other.md'), 'utf8');
  project.write('runbooks/other.md', `${other}\nA sentence.\n`);
  // The one that includes it is looked at again too.
  expect(await lint(project)).toEqual([]);
});

const changes: readonly (readonly [string, string, (project: Project) => void])[] = [
  ['its text', 'annotation-unknown', (project) => project.runbook(fence('readonyl', 'juju status'))],
  ['a script', 'retired-script', (project) => project.write('audit.sh', `${audit}# DO NOT USE\n`)],
  [
    'the mode of a script',
    'script-not-executable',
    (project) => chmodSync(join(project.directory, 'audit.sh'), 0o644),
  ],
  ['a script that is gone', 'missing-script', (project) => unlinkSync(join(project.directory, 'audit.sh'))],
  [
    'an anchor',
    'broken-link',
    (project) =>
      project.write('runbooks/other.md', `---\nrunbook: other\n---\n\n# Else\n\n${fence('readonly', 'ls')}`),
  ],
  ['an included document', 'include-errors', (project) => project.runbook(fence('readonyl', 'ls'), 'other')],
  [
    'the id of another runbook',
    'duplicate-runbook-id',
    (project) =>
      project.write('runbooks/third.md', `---\nrunbook: x\n---\n\n# Third\n\n${fence('readonly', 'ls')}`),
  ],
  [
    'the configuration',
    'forbidden-command',
    (project) =>
      project.write(
        'runbook.config.yaml',
        'commands:\n  - pattern: juju status\n    effect: forbidden\n    why: slow\n',
      ),
  ],
];

test.each(changes)('a change of %s is found: %s', async (_, rule, change) => {
  const project = makeLinted();
  expect(await lint(project)).toEqual([]);
  change(project);
  expect(await lint(project)).toContain(rule);
});

test('a damaged cache is no cache', async () => {
  const project = makeLinted();
  await lint(project);
  project.write(`.runbook/${cached}`, '{ not json');
  expect(await lint(project)).toEqual([]);
});

test('many documents are linted in threads, and told in order', async () => {
  const project = makeProject();
  for (let n = 0; n < 90; n++)
    project.runbook(fence(n % 30 === 7 ? 'readonyl' : 'readonly', 'juju status'), `r${n}`);
  const { stdout } = await project.run(['lint', '--format', 'unix']);
  expect(stdout.split('\n').map((line) => line.split(':')[0])).toEqual([
    'runbooks/r37.md',
    'runbooks/r67.md',
    'runbooks/r7.md',
    '',
  ]);
});

test('on a terminal a line says how far it is, and is gone at the end', async () => {
  const project = makeProject();
  for (let n = 0; n < 60; n++) project.runbook(fence('readonly', 'juju status'), `r${n}`);
  const terminal = project.terminal(['lint']);
  expect(await terminal.exit()).toBe(0);
  expect(terminal.raw).toContain('60 of 60 documents');
  expect(terminal.text()).not.toContain('of 60');
});
