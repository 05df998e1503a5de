import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cloudState, standInCloud } from './cloud-project.ts';
import { fourSteps, report, statuses } from './four-steps.ts';
import { makeProject } from './make-project.ts';
import type { Project } from './project.ts';

const me = ['--as', 'jesse'];
const fence = '```';

describe('show', () => {
  test('--json has the keys that tools depend on, for every step of phase-00', async () => {
    const project = standInCloud(makeProject());
    const before = cloudState(project);

    const { exit, stdout, stderr } = await project.run(['show', 'phase-00', '--json']);

    expect([exit, stderr]).toEqual([0, '']);
    const plan = JSON.parse(stdout);
    expect(Object.keys(plan).sort()).toEqual(['careful', 'file', 'id', 'inputs', 'steps', 'target', 'title']);
    expect(plan).toMatchObject({ id: 'phase-00', careful: false });
    const keys = [
      ...['about', 'expect', 'file', 'gate', 'id', 'keepGoing', 'kind', 'language', 'line', 'mode', 'once'],
      ...['secret', 'section', 'source', 'strict', 'timeout', 'title', 'tty', 'when', 'within'],
    ];
    for (const step of plan.steps) expect(Object.keys(step).sort()).toEqual(keys);
    // Its own steps, and of what it includes the first.
    const own = plan.steps.map(({ id }: { id: string }) => id).filter((id: string) => !id.includes('/'));
    expect(own).toEqual([
      ...['profile', 'planes', 'bridges-arrived', 'precondition-4', 'drift', 'step-1-teardown-1'],
      ...['teardown', 'model-gone', 'hosts-ready', 'links-gone', 'audit', 'plan'],
      ...['recidr', 'recidr-check', 'standup', 'standup-check', 'bridges-before', 'bridges'],
      ...['bridges-after', 'bundle'],
    ]);
    const step = (id: string) => plan.steps.find((each: { id: string }) => each.id === id);
    expect(step('recidr')).toMatchObject({
      kind: 'block',
      mode: 'gate',
      gate: { phrase: 'recidr openstack' },
      language: 'bash',
      file: plan.file,
      source: 'bash scripts/phase-00-maas-recidr.sh --apply',
    });
    expect(step('standup').gate).toEqual({ phrase: null });
    expect(step('drift').gate).toBeNull();
    expect(step('drift').expect.map(({ claim }: { claim: string }) => claim)).toEqual([
      '3 DRIFT lines (.8/.12/.16)',
    ]);
    expect(step('step-1-teardown-1').kind).toBe('checkpoint');
    expect(step('precondition-4')).toMatchObject({ kind: 'stop', when: '$PLANES = arrived', gate: null });
    expect(step('bridges')).toMatchObject({ kind: 'include', gate: null });
    expect(step('bridges/virbr1-104-persist')).toMatchObject({ kind: 'manual', mode: 'manual' });
    expect(step('teardown/down/release[openstack0]').gate).toEqual({ phrase: 'release $HOST' });
    nothingRan(project);
    expect(cloudState(project)).toEqual(before);
  });

  test('and list and lint go past what of PATH cannot be looked at', async () => {
    const project = makeProject();
    project.runbook('```bash readonly\nls\n```\n');
    symlinkSync('loop', join(project.directory, 'loop'));
    project.env.PATH = `${project.directory}/loop:${project.env.PATH}`;
    for (const args of [['list'], ['show', 'x'], ['lint']])
      expect((await project.run([...args, '--cache'])).exit).toBe(0);
  });

  test('and list and run --dry-run execute nothing', async () => {
    const project = makeProject();
    project.runbook(`${fence}bash auto id=a\ntouch ran\n${fence}\n${fourSteps}`);

    const shown = await project.run(['show', 'x']);
    const dry = await project.run(['run', 'x', '--dry-run']);
    const listed = await project.run(['list']);
    const json = JSON.parse((await project.run(['list', '--json'])).stdout);

    expect([shown.exit, dry.exit, listed.exit]).toEqual([0, 0, 0]);
    expect(dry.stdout).toBe(shown.stdout);
    expect(dry.stdout).toMatch(/■ wipe +gate, type "wipe x"/);
    expect(listed.stdout).toContain('x  5 steps  2 gates  X');
    expect(json).toEqual([
      { id: 'x', title: 'X', file: 'runbooks/x.md', steps: 5, gates: 2, includes: 0, after: [], errors: 0 },
    ]);
    nothingRan(project);
  });
});

describe('list and runs', () => {
  test.each([80, 50, 30])('fit a terminal of %i columns', async (columns) => {
    const project = makeProject();
    const title = 'Move the gateways of every provider network to where they have been wanted for long';
    const block = `${fence}bash readonly id=a-step-with-a-long-name\necho\n${fence}\n`;
    const text = `---\nrunbook: provider-gateways\n---\n\n# ${title}\n\n${block}`;
    project.write('runbooks/provider-gateways.md', text);
    await project.run(['run', 'provider-gateways', '--as', 'Jesse of the night shift', '--no-input']);
    for (const command of ['list', 'runs']) {
      const terminal = project.terminal([command], { columns });
      expect(await terminal.exit()).toBe(0);
      expect(terminal.text()).toContain('provider-gateways');
      expect(terminal.brokenRows()).toEqual([]);
    }
    expect((await project.run(['list'])).stdout).toContain(`  ${title}\n`);
  });
});

describe('run --check', () => {
  test('goes as far as no human is needed, exits 0 there, and is listed as checked', async () => {
    const project = makeProject();
    project.runbook(fourSteps);

    const { exit, stdout } = await project.run(['run', 'x', '--check', ...me]);

    expect(exit).toBe(0);
    expect(stdout).toMatch(/CHECKED as far as no human is needed {2}at change/);
    expect(statuses(await report(project))).toEqual(['passed', 'pending', 'pending', 'pending']);
    const [listed] = JSON.parse((await project.run(['runs', '--json'])).stdout);
    expect(Object.keys(listed).sort()).toEqual([
      ...[
        'damage',
        'operator',
        'operators',
        'run',
        'runbook',
        'started',
        'status',
        'step',
        'time',
        'took',
        'updated',
      ],
    ]);
    expect(listed).toMatchObject({ status: 'checked', step: 'change', runbook: 'x' });
    expect((await project.run(['runs'])).stdout).toMatch(/^\S+ +x +checked +change +20/m);
    expect((await project.run(['resume'])).exit).toBe(2);
    expect(existsSync(join(project.directory, 'ran'))).toBe(false);
  });

  test('fails with the step that fails', async () => {
    const project = makeProject();
    project.runbook(fourSteps.replace('echo looking', 'echo nothing'));
    expect((await project.run(['run', 'x', '--check', ...me])).exit).toBe(4);
  });
});

test('--json prints one event a line and nothing else on stdout', async () => {
  const project = makeProject();
  project.runbook(fourSteps);
  const terminal = project.shell(`runbook run x --json ${me.join(' ')} >events`);
  const shown = await terminal.question(/Run change\?/);
  expect(shown).toContain('┃ echo change >>ran');
  terminal.type('y');
  await terminal.question(/Type {2}wipe x/);
  terminal.type('skip not today');
  expect(await terminal.exit()).toBe(0);

  const lines = project.read('events').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(project.journal());
  const events = lines.map((line) => JSON.parse(line));
  for (const event of events) {
    expect(event).toMatchObject({
      type: expect.any(String),
      time: expect.any(String),
      run: project.runs()[0],
    });
  }
  expect(events.map(({ type, step }) => (step === undefined ? type : `${type} ${step}`))).toEqual([
    'run-started',
    'block-started look',
    'block-ended look',
    'gate-opened change',
    'gate-answered change',
    'block-started change',
    'block-ended change',
    'gate-opened wipe',
    'gate-answered wipe',
    'block-started after',
    'block-ended after',
    'run-ended null',
  ]);
});

test('report --format json says of each step what became of it, and who decided', async () => {
  const project = makeProject();
  project.runbook(fourSteps);
  const terminal = project.terminal(['run', 'x', ...me]);
  await terminal.question(/Run change\?/);
  terminal.type('skip not today');
  await terminal.question(/Type {2}wipe x/);
  terminal.type('');
  expect(await terminal.exit()).toBe(6);

  const reported = await report(project);
  expect(Object.keys(reported)).toEqual(
    expect.arrayContaining(['operator', 'run', 'runbook', 'status', 'steps']),
  );
  expect(reported).toMatchObject({ run: project.runs()[0], runbook: 'x', status: 'declined' });
  for (const step of reported.steps) {
    expect(Object.keys(step)).toEqual(
      expect.arrayContaining(['claims', 'ended', 'exit', 'gate', 'id', 'started', 'status']),
    );
  }
  const [look, change, wipe] = reported.steps;
  expect(look).toMatchObject({ id: 'look', status: 'passed', exit: 0, gate: null });
  expect(look?.claims).toEqual([{ claim: 'some looking lines', ok: true, found: expect.any(String) }]);
  expect(change).toMatchObject({ status: 'skipped', gate: { decision: 'skip', reason: 'not today' } });
  expect(Object.keys(change?.gate ?? {}).sort()).toEqual(['at', 'by', 'decision', 'reason']);
  expect(wipe).toMatchObject({ status: 'declined', exit: null, gate: { decision: 'decline' } });
});

test('--state-dir keeps runs elsewhere, and how to go on says so', async () => {
  const project = makeProject();
  project.runbook(fourSteps);

  const { exit, stdout } = await project.run(['--state-dir', 'else where', 'run', 'x', ...me]);

  expect(exit).toBe(5);
  const goOn = /^ {2}go on +(runbook .*)$/m.exec(stdout)?.[1] ?? '';
  expect(goOn).toMatch(/^runbook --state-dir 'else where' resume \S+$/);
  expect(existsSync(join(project.directory, '.runbook'))).toBe(false);
  const terminal = project.shell(`${goOn} ${me.join(' ')}`);
  await terminal.question(/Run change\?/);
  terminal.type('pause');
  expect(await terminal.exit()).toBe(5);
  expect((await project.run(['--state-dir', 'else where', 'runs'])).stdout).toMatch(/ paused +change /);
  expect((await project.run(['runs'])).stdout).toBe('There are no runs here.\n');
});

test('a state directory that may not be written to points at another one', async () => {
  const project = makeProject();
  project.runbook(`${fence}bash auto\ntouch ran\n${fence}\n`);
  const { exit, stderr } = await project.run(['--state-dir', '/sys/state', 'run', 'x', ...me]);
  expect(exit).toBe(1);
  expect(stderr).toMatch(
    /^runbook: cannot create a run in \/sys\/state: [a-z ]+\n {2}--state-dir DIR keeps .*\n$/,
  );
  nothingRan(project);
});

test.each([
  ['in /proc', () => '/proc/nowhere/state'],
  ['below a file', (project: Project) => join(project.directory, 'runbook.config.yaml', 'state')],
])('a state directory that cannot be made, %s, is one clear line and nothing runs', async (_, place) => {
  const project = makeProject();
  project.runbook(`${fence}bash auto\ntouch ran\n${fence}\n`);
  const path = place(project);

  const { exit, stdout, stderr } = await project.run(['--state-dir', path, 'run', 'x', ...me]);

  expect([exit, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^runbook: cannot create a run in .*: [a-z ]+\n$/);
  expect(stderr).toContain(path);
  nothingRan(project);
});

function nothingRan(project: Project): void {
  expect(existsSync(join(project.directory, 'ran'))).toBe(false);
  expect(existsSync(join(project.directory, '.runbook'))).toBe(false);
}

test.each(['runs', 'report', 'verify', 'resume'])(
  '%s in a state directory that is not there says so',
  async (command) => {
    const found = await makeProject().run(['--state-dir', 'nowhere', command]);
    expect(found).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('there is no directory nowhere'),
    });
  },
);
