import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { cloudState, standInCloud } from './cloud-project.ts';
import { makeProject } from './make-project.ts';
import type { Project } from './project.ts';
import type { Terminal } from './terminal.ts';
import { Walk } from './walk.ts';
import { phaseStops, type Stop } from './walk-stops.ts';

const me = ['--as', 'jesse'];
const first = 'step-1-teardown-1';
const destruction = 'teardown/down/destroy';

test('phase-00 from the dirty state of the cloud to the end, gate by gate', async () => {
  const project = standInCloud(makeProject());
  const stops = phaseStops(machineIds(project), project.env.HOME ?? '');
  const before = stops.findIndex(({ step }) => step === destruction);

  const run = await stopsUntouched(project, 'phase-00', first);
  await hesitate(project, run, stops.slice(0, before + 1));

  const terminal = project.terminal(['resume', run, ...me]);
  const walk = await Walk.begin(project, 'phase-00', terminal);
  for (const stop of stops.slice(before)) await walk.pass(stop);
  await walk.finish();

  expect(modelNames(project)).not.toContain('openstack');
  const drift = logOf(project, run, 'drift');
  expect(subnetsOf(drift, 'DRIFT')).toEqual(['10.12.8.0/22', '10.12.12.0/22', '10.12.16.0/22']);
  for (const lines of [logOf(project, run, 'standup-check'), audit(project)]) {
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter((line) => !line.startsWith('SKIP'))).toEqual([]);
  }
}, 300_000);

/**
 * Goes on with the run as far as its first destruction. What is typed before the first gate stands there does not count;
 * at the last one the operator gives up after three wrong phrases.
 */
async function hesitate(project: Project, run: string, stops: readonly Stop[]): Promise<void> {
  const terminal = project.terminal(['resume', run, ...me]);
  terminal.send('y\ry\rdestroy openstack\ry\r');
  const walk = await Walk.begin(project, 'phase-00', terminal);
  for (const stop of stops) {
    await walk.meet(stop);
    if (stop.step === first) await noteAlone(project, run, terminal);
    if (stop.step !== destruction) terminal.type(stop.answer);
  }
  for (const [index, wrong] of ['y', 'destroy', 'Destroy openstack'].entries()) {
    if (index > 0) await terminal.question(new RegExp(`\\(${index} of 3\\)\\.\\s+Type {2}destroy`));
    terminal.type(wrong);
  }
  expect(await terminal.exit()).toBe(6);
  expect(terminal.text()).toMatch(/DECLINED {2}at teardown\/down\/destroy/);
  expect(terminal.text()).toContain(`runbook resume ${run}`);
  const started = project
    .journal(run)
    .filter(({ type, step }) => type === 'block-started' && step === destruction);
  expect(started).toEqual([]);
  expect(modelNames(project)).toContain('openstack');
}

/** The first thing that is on record of the first gate is what is typed once it is there. */
async function noteAlone(project: Project, run: string, terminal: Terminal): Promise<void> {
  terminal.type('note typed now');
  await terminal.question(new RegExp(`Go on past ${first}\\?`));
  const entries = project.journal(run);
  const notes = entries.filter(({ type, step }) => type === 'note-added' && step === first);
  expect(notes.map(({ text }) => text)).toEqual(['typed now']);
  expect(entries.filter(({ type }) => type === 'gate-answered')).toEqual([]);
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
