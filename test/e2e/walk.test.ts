import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { cloudState, standInCloud } from './cloud-project.ts';
import { makeProject } from './make-project.ts';
import type { Project } from './project.ts';
import type { Terminal } from './terminal.ts';
import { Walk } from './walk.ts';
import { jumphostStops, reconfigureStops, teardownStops } from './walk-stops.ts';

const teardown = 'phase-00-teardown-maas-reset';
const jumphost = 'jumphost-provider-vip-gateway';
const me = ['--as', 'jesse'];

test('teardown and phase-00 from the dirty state of the cloud to the end, gate by gate', async () => {
  const project = standInCloud(makeProject());
  await stopsUntouched(project, teardown, 'what-is-lost');
  await tearDown(project);

  expect(subnetsOf(audit(project), 'DRIFT')).toEqual(['10.12.8.0/22', '10.12.12.0/22', '10.12.16.0/22']);
  const run = await stopsUntouched(project, 'phase-00', 'step-1-teardown-1');
  await reconfigure(project, run);

  expect(audit(project).filter((line) => !line.startsWith('SKIP'))).toEqual([]);
}, 300_000);

/** Destroys and releases; the first operator at the gate of the destruction gives up after three wrong phrases. */
async function tearDown(project: Project): Promise<void> {
  const [what, destroy, ...releases] = teardownStops(machineIds(project));
  if (what === undefined || destroy === undefined) throw new Error('no stops');

  const hesitant = await Walk.begin(project, teardown, project.terminal(['run', teardown, ...me]));
  await hesitant.pass(what);
  await hesitant.meet(destroy);
  for (const [index, wrong] of ['y', 'destroy', 'Destroy openstack'].entries()) {
    if (index > 0) await hesitant.terminal.question(new RegExp(`\\(${index} of 3\\)\\.\\s+Type {2}destroy`));
    hesitant.terminal.type(wrong);
  }
  expect(await hesitant.terminal.exit()).toBe(6);
  expect(hesitant.terminal.text()).toMatch(/DECLINED {2}at destroy/);
  const run = project.runs().at(-1) ?? '';
  expect(hesitant.terminal.text()).toContain(`runbook resume ${run}`);
  expect(
    project.journal(run).filter(({ type, step }) => type === 'block-started' && step === 'destroy'),
  ).toEqual([]);
  expect(modelNames(project)).toContain('openstack');

  const walk = await Walk.begin(project, teardown, project.terminal(['resume', run, ...me]));
  for (const stop of [destroy, ...releases]) await walk.pass(stop);
  await walk.finish();
  expect(modelNames(project)).not.toContain('openstack');
}

/** Goes on with the run that moves MAAS. What is typed before its gate stands there does not count. */
async function reconfigure(project: Project, run: string): Promise<void> {
  const terminal = project.terminal(['resume', run, ...me]);
  terminal.send('y\ry\rrecidr openstack\ry\r');
  await walkReconfigure(project, terminal, async (step) => {
    terminal.type('note typed now');
    await terminal.question(/Go on past step-1-teardown-1\?/);
    const answers = project
      .journal(run)
      .filter((entry) => entry.step === step && entry.type === 'note-added');
    expect(answers.map(({ text }) => text)).toEqual(['typed now']);
    expect(project.journal(run).filter(({ type }) => type === 'gate-answered')).toEqual([]);
  });

  const drift = logOf(project, run, 'drift');
  expect(subnetsOf(drift, 'DRIFT')).toEqual(['10.12.8.0/22', '10.12.12.0/22', '10.12.16.0/22']);
  const after = logOf(project, run, 'standup-check');
  expect(after.length).toBeGreaterThan(10);
  expect(after.filter((line) => !line.startsWith('SKIP'))).toEqual([]);
}

async function walkReconfigure(
  project: Project,
  terminal: Terminal,
  atFirst: (step: string) => Promise<void>,
): Promise<void> {
  const walk = await Walk.begin(project, 'phase-00', terminal);
  for (const [index, stop] of reconfigureStops.entries()) {
    await walk.meet(stop);
    if (index === 0) await atFirst(stop.step);
    if (stop.kind === 'manual') await walkJumphost(project);
    terminal.type(stop.answer);
  }
  await walk.finish();
}

async function walkJumphost(project: Project): Promise<void> {
  const walk = await Walk.begin(project, jumphost, project.terminal(['run', 'jumphost', ...me]));
  for (const stop of jumphostStops(project.env.HOME ?? '')) await walk.pass(stop);
  await walk.finish();
}

/** Runs it where nobody can be asked. Returns the run's id. */
async function stopsUntouched(project: Project, name: string, step: string): Promise<string> {
  const before = cloudState(project);
  const { exit, stdout } = await project.run(['run', name, ...me]);
  expect(exit).toBe(5);
  const [, run = ''] = /^ {2}run +(\S+)$/m.exec(stdout) ?? [];
  expect(stdout).toContain(`PAUSED  at ${step}: a human has to answer here`);
  expect(stdout).toContain(`runbook resume ${run}`);
  expect(cloudState(project)).toEqual(before);
  expect(project.processes()).toEqual([]);
  return run;
}

/** The audit as somebody would run it by hand: its lines. */
function audit(project: Project): readonly string[] {
  const script = 'MAAS_PROFILE=admin bash scripts/phase-00-maas-standup.sh';
  const { stdout, status } = spawnSync('bash', ['-c', script], {
    cwd: project.directory,
    env: project.env,
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  return stdout.trim().split('\n');
}

/** The output of a step's last attempt, as its log has it. */
function logOf(project: Project, run: string, step: string): readonly string[] {
  const started = project
    .journal(run)
    .filter((entry) => entry.type === 'block-started' && entry.step === step);
  return project
    .read(`.runbook/runs/${run}/${started.at(-1).log}`)
    .trim()
    .split('\n');
}

/** The subnets that the lines with this word are about. */
function subnetsOf(lines: readonly string[], word: string): readonly (string | undefined)[] {
  return lines
    .filter((line) => line.startsWith(word))
    .map((line) => /\d+\.\d+\.\d+\.\d+\/\d+/.exec(line)?.[0]);
}

/** MAAS's ids of the machines, by host. */
function machineIds(project: Project): ReadonlyMap<string, string> {
  const { machines } = cloudState(project).maas;
  return new Map(machines.map(({ hostname, systemId }) => [hostname, systemId]));
}

function modelNames(project: Project): readonly string[] {
  return cloudState(project).juju.models.map(({ name }) => name);
}
