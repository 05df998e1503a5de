import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { standInCloud } from './cloud-project.ts';
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

const cached = 'cache/readings.json';

/** What `lint --cache` finds; a lint without it has to find the same. */
async function lint(project: Project): Promise<readonly string[]> {
  const warm = await project.run(['lint', '--cache', '--format', 'unix']);
  const cold = await project.run(['lint', '--no-cache', '--format', 'unix']);
  expect(warm).toEqual(cold);
  return Array.from(warm.stdout.matchAll(/\[?\b([a-z]+(?:-[a-z]+)+)\]?$/gm), ([, rule = '']) => rule);
}

test('what has not changed is not looked at again', async () => {
  const project = makeLinted();
  expect(await lint(project)).toEqual([]);
  const file = join(project.directory, '.runbook', cached);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  // What it remembers is what it says: here that is told apart by a reason that nobody else would give.
  const kept = JSON.parse(readFileSync(file, 'utf8'));
  const place = { start: { line: 1, column: 1, offset: 0 }, end: { line: 1, column: 1, offset: 0 } };
  for (const [name, entry] of kept.entries) {
    entry.messages = [{ reason: 'Remembered', rule: 'a-b', file: name, fatal: false, place, fix: null }];
  }
  writeFileSync(file, JSON.stringify(kept));
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

test('where there is a state directory, lint and show remember without being asked; else they write nothing', async () => {
  const project = makeLinted();
  const state = join(project.directory, '.runbook');
  const look = async (...args: readonly string[]) => {
    await project.run(['lint', ...args]);
    await project.run(['show', 'other', ...args]);
    return readdirSync(state, { recursive: true }).map(String);
  };
  await project.run(['lint']);
  await project.run(['show', 'other']);
  expect(existsSync(state)).toBe(false);
  mkdirSync(state);
  expect(await look('--no-cache')).toEqual([]);
  expect(await look()).toEqual(
    expect.arrayContaining([cached, expect.stringMatching(/^cache\/plans\/.*\.json$/)]),
  );
});

describe('a plan', () => {
  /** What `show` prints, with what is remembered and without. */
  async function show(project: Project): Promise<string> {
    const warm = await project.run(['show', 'x', '--json']);
    const cold = await project.run(['show', 'x', '--json', '--no-cache']);
    expect(warm).toEqual(cold);
    return warm.stdout;
  }
  const plans = (project: Project) => readdirSync(join(project.directory, '.runbook/cache/plans'));

  test('is remembered', async () => {
    const project = makeLinted();
    await lint(project);
    const before = await show(project);
    const [plan = ''] = plans(project);
    const path = join(project.directory, '.runbook/cache/plans', plan);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('juju status', 'juju remembered'));
    expect((await project.run(['show', 'x'])).stdout).toContain('juju remembered');
    expect((await project.run(['run', 'x', '--dry-run'])).stdout).not.toContain('remembered');
    writeFileSync(path, 'no plan');
    expect(await show(project)).toBe(before);
  });

  test('is made anew when its document or one that it includes has changed, and the old one is let go', async () => {
    const project = makeLinted();
    await lint(project);
    await show(project);
    project.runbook(fence('readonly', 'juju models'), 'other');
    expect(await show(project)).toContain('juju models');
    project.runbook(`${fence('readonly', 'juju clouds')}\n<!-- runbook: include="other" id=o -->\n`);
    expect(await show(project)).toContain('juju clouds');
    expect(plans(project)).toHaveLength(1);
  });

  test('of each runbook is what `list` counts, remembered or not', async () => {
    const project = makeLinted();
    mkdirSync(join(project.directory, '.runbook'));
    const list = async () => {
      const warm = await project.run(['list', '--json']);
      expect(await project.run(['list', '--json'])).toEqual(warm);
      expect(await project.run(['list', '--json', '--no-cache'])).toEqual(warm);
      return JSON.parse(warm.stdout);
    };
    expect(await list()).toMatchObject([
      { id: 'other', steps: 1 },
      { id: 'x', steps: 3, includes: 1 },
    ]);
    project.runbook(fence('readonyl', 'ls'), 'other');
    expect(await list()).toMatchObject([
      { id: 'other', errors: 1 },
      { id: 'x', errors: 1 },
    ]);
  });

  test('with errors is refused each time', async () => {
    const project = makeLinted();
    await lint(project);
    project.runbook(fence('readonyl', 'juju models'), 'other');
    for (const _ of [1, 2]) expect((await project.run(['show', 'x'])).exit).toBe(3);
  });

  test.each(['phase-00', 'cloud-state'])('of %s is the same out of the cache', async (name) => {
    const project = standInCloud(makeProject());
    mkdirSync(join(project.directory, '.runbook'), { recursive: true });
    const cold = await project.run(['show', name]);
    expect(await project.run(['show', name])).toEqual(cold);
    expect(await project.run(['show', name, '--no-cache'])).toEqual(cold);
  });
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
