import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fourSteps, type Reported, report, statuses } from './four-steps.ts';
import { makeProject } from './make-project.ts';

const me = ['--as', 'jesse'];

describe('what a run leaves out', () => {
  test('--from lists it at one typed gate, and records it as skipped', async () => {
    const project = makeProject();
    project.runbook(fourSteps);
    const terminal = project.terminal(['run', 'x', '--from', 'wipe', ...me]);

    const shown = await terminal.question(/Type {2}skip 2 steps {2}to pass over 2 steps/);
    expect(shown).toMatch(/PASS OVER[\s\S]*– look {2}[\s\S]*– change {2}block, has a gate/);
    expect(shown).not.toContain('– wipe');
    terminal.type('y');
    await terminal.question(/\(1 of 3\)[\s\S]*Type {2}skip 2 steps/);
    terminal.type('skip 2 steps');
    await terminal.question(/Type {2}wipe x {2}to run wipe/);
    terminal.type('wipe x');

    expect(await terminal.exit()).toBe(0);
    expect(project.read('ran')).toBe('wipe\n');
    expect(statuses(await report(project))).toEqual(['skipped', 'skipped', 'passed', 'passed']);
    const [passedOver] = project.journal().filter(({ type }) => type === 'steps-passed-over');
    expect(passedOver).toMatchObject({ steps: ['look', 'change'], by: { name: 'jesse' } });
  });

  test('--only runs nothing else, and nothing at all without the phrase', async () => {
    const project = makeProject();
    project.runbook(fourSteps);

    const refused = project.terminal(['run', 'x', '--only', 'change', '--as', 'jesse']);
    await refused.question(/Type {2}skip 3 steps/);
    refused.type('');
    expect(await refused.exit()).toBe(6);
    expect((await project.run(['run', 'x', '--only', 'change', ...me])).exit).toBe(5);
    expect(existsSync(join(project.directory, 'ran'))).toBe(false);

    const terminal = project.terminal(['run', 'x', '--only', 'change', '--as', 'jesse']);
    await terminal.question(/Go on with/);
    terminal.type('new');
    await terminal.question(/Type {2}skip 3 steps/);
    terminal.type('skip 3 steps');
    await terminal.question(/Run change\?/);
    terminal.type('y');
    expect(await terminal.exit()).toBe(0);
    expect(project.read('ran')).toBe('change\n');
    expect(statuses(await report(project))).toEqual(['skipped', 'passed', 'skipped', 'skipped']);
  });

  test('what was left out stays left out on resume', async () => {
    const project = makeProject();
    project.runbook(fourSteps);
    const terminal = project.terminal(['run', 'x', '--from', 'change', ...me]);
    await terminal.question(/Type {2}skip 1 step /);
    terminal.type('skip 1 step');
    await terminal.question(/Run change\?/);
    terminal.type('pause');
    expect(await terminal.exit()).toBe(5);

    const again = project.terminal(['resume', ...me]);
    const shown = await again.question(/Run change\?/);
    expect(shown).not.toContain('PASS OVER');
    again.type('abort');
    await again.question(/Why is the run aborted\?/);
    again.type('enough');
    expect(await again.exit()).toBe(6);
    expect(statuses(await report(project))).toEqual(['skipped', 'pending', 'pending', 'pending']);
  });
});

test('--step stops before every step', async () => {
  const project = makeProject();
  project.runbook(fourSteps);
  const terminal = project.terminal(['run', 'x', '--step', ...me]);
  for (const step of ['look', 'change']) {
    await terminal.question(new RegExp(`Run ${step}\\?`));
    terminal.type('y');
  }
  await terminal.question(/Type {2}wipe x/);
  terminal.type('wipe x');
  await terminal.question(/Run after\?/);
  terminal.type('y');
  expect(await terminal.exit()).toBe(0);
  expect((await report(project)).steps.map(({ gate }: Reported) => gate?.decision)).toEqual([
    ...['yes', 'yes', 'yes', 'yes'],
  ]);
});

test('--as is who answered', async () => {
  const project = makeProject();
  project.runbook(fourSteps);
  const named = project.terminal(['run', 'x', '--as', 'Jesse O.']);
  await named.question(/Run change\?/);
  named.type('y');
  await named.question(/Type {2}wipe x/);
  named.type('pause');
  expect(await named.exit()).toBe(5);
  expect((await report(project)).steps[1]?.gate).toMatchObject({
    decision: 'yes',
    by: { name: 'Jesse O.' },
    reason: null,
  });
});
