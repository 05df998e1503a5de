import { readdirSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { destructions, readonlyViolations } from '../../src/bash/effects.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';
import { makeCloud, type StandInCloud } from './stand-in-cloud.ts';
import { readRunbook, walkRunbook } from './walk-runbook.ts';

// A walk is some fifty processes, one after the other.
vi.setConfig({ testTimeout: 240_000 });

const TEARDOWN = 'phase-00-teardown-maas-reset.md';
const PHASE = 'phase-00-maas-reconfigure.md';
const JUMPHOST = 'jumphost-provider-vip-gateway.md';

async function walk(cloud: StandInCloud, file: string) {
  const { runbook } = await readRunbook(file);
  return walkRunbook(cloud, runbook, async (id) => {
    if (id === 'bridges') await walk(cloud, JUMPHOST);
  });
}

describe('each runbook', () => {
  const files = readdirSync(new URL('../../runbooks', import.meta.url)).filter((file) =>
    file.endsWith('.md'),
  );

  it.each(files)('reads without a complaint, and does what its annotations say: %s', async (file) => {
    const { runbook, messages } = await readRunbook(file);
    expect(messages.map(String)).toEqual([]);
    const bash = await loadBashParser();
    const wrong = runbook.steps.flatMap((step) => {
      if (step.kind !== 'block' || step.mode === 'gate') return [];
      const found =
        step.mode === 'auto' ? destructions(bash, step.code) : readonlyViolations(bash, step.code);
      return found.map(({ command, why }) => `${step.id}: ${command} ${why}`);
    });
    expect(wrong).toEqual([]);
  });

  it.each(files)('holds at most one destruction behind a gate: %s', async (file) => {
    const { runbook } = await readRunbook(file);
    const bash = await loadBashParser();
    const counts = runbook.steps.map((step) =>
      step.kind === 'block' ? destructions(bash, step.code).length : 0,
    );
    expect(Math.max(...counts)).toBeLessThanOrEqual(1);
  });
});

describe('the whole phase', () => {
  it('goes from a cloud that is up to D-058', async () => {
    const cloud = makeCloud('--start', 'dirty');
    expect(await walk(cloud, TEARDOWN)).toMatchObject({ failed: null });
    expect(await walk(cloud, PHASE)).toMatchObject({ failed: null });
    const backup = cloud.run('ls "$(cat "$HOME/.last-pre-caracal-destroy-backup")"').stdout;
    expect(backup).toBe('bundle.yaml\ncontrollers.txt\nmodels.txt\nstatus.txt\n');
    expect(cloud.run('ip -4 -br address show dev virbr1.104').stdout).toContain(' 10.12.8.1/22 ');
    expect(cloud.run('virsh net-dumpxml --inactive metal-admin').stdout).toContain("address='10.12.12.1'");
  });
});

describe('the teardown stops', () => {
  it.each([
    ['where Juju answers nobody', ['--juju', 'logged-out'], 'look', /exit 1: ERROR not logged in/],
    ['where no MAAS profile is logged in', ['--no-profile'], 'look', /exit 2: .*invalid choice: 'admin'/s],
    [
      'at a model of somebody else',
      ['--foreign-model'],
      'model-is-ours',
      /available \/ line — found 0 of 4 lines/,
    ],
    [
      'at a model that is going already',
      ['--start', 'partial'],
      'model-is-ours',
      /available \/ line — found 0 of 4 lines/,
    ],
    ['at a model that is gone', ['--start', 'not-migrated'], 'model-is-ours', /found 0 of 3 lines/],
    [
      'at a machine of somebody else',
      ['--owner', 'capi-mgmt=jo'],
      'machines-are-ours',
      /found 4 of 15 lines/,
    ],
    ['where the model never goes', ['--stuck', 'openstack2'], 'destroy', /exit 1: .*machine 2/s],
    ['at a machine that has vanished', ['--vanish', 'openstack0'], 'machine-ids', /found 4 of 5 lines/],
    ['at one that vanishes at its release', ['--vanish', 'capi-mgmt'], 'all-ready', /5 hostname lines/],
  ])('%s', async (_what, options, step, sentence) => {
    const { failed, because } = await walk(makeCloud(...options), TEARDOWN);
    expect(failed).toBe(step);
    expect(because.join('\n')).toMatch(sentence);
  });

  it('does not, where reaping takes its time', async () => {
    expect(await walk(makeCloud('--reaping', 'slow'), TEARDOWN)).toMatchObject({ failed: null });
  });
});

describe('phase 00 stops', () => {
  it.each([
    ['where nothing has drifted', ['--start', 'migrated'], 'drift', /found 0 of/],
    ['where other planes have', ['--start', 'not-migrated', '--wrong-drift'], 'drift', /\.8/],
    ['while the model is up', ['--start', 'dirty'], 'model-gone', /no openstack lines/],
    [
      'where Juju answers nobody',
      ['--start', 'not-migrated', '--juju', 'logged-out'],
      'model-gone',
      /exit 1/,
    ],
    [
      'at a link that survived',
      ['--start', 'not-migrated', '--sticky', 'openstack2'],
      'links-gone',
      /length = 0/,
    ],
    [
      'at it also where MAAS would not',
      ['--start', 'not-migrated', '--sticky', 'openstack2', '--maas', '3.6.1'],
      'links-gone',
      /length = 0/,
    ],
    [
      'at a delete that MAAS refuses',
      ['--start', 'not-migrated', '--dhcp'],
      'recidr',
      /actively servicing a dynamic IP range/,
    ],
  ])('%s', async (_what, options, step, sentence) => {
    const { failed, because } = await walk(makeCloud(...options), PHASE);
    expect(failed).toBe(step);
    expect(because.join('\n')).toMatch(sentence);
  });

  it('where the bridges were left as they were', async () => {
    const { runbook } = await readRunbook(PHASE);
    const bridges = runbook.steps.filter(({ id }) => id.startsWith('bridges'));
    const { failed, because } = await walkRunbook(makeCloud(), { ...runbook, steps: bridges });
    expect(failed).toBe('bridges-after');
    expect(because.join('\n')).toContain("1 '10.12.12.1/22' line");
  });
});

describe('the jumphost stops', () => {
  it('where 10.12.8.1 is up twice before it begins', async () => {
    const cloud = makeCloud();
    cloud.run('sudo -n ip address add 10.12.8.1/22 dev virbr7');
    expect((await walk(cloud, JUMPHOST)).failed).toBe('before');
  });

  it('where it has been through already', async () => {
    expect((await walk(makeCloud('--start', 'migrated'), JUMPHOST)).failed).toBe('before');
  });
});
