import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkout, type Project } from './project.ts';

const newCloud = join(checkout, 'fixtures/cloud/new-cloud.mjs');

/**
 * Turns a project into a stand-in cloud with the real runbooks; `options` as on the command line. Its targets are its
 * own, so that tests beside each other do not lock each other out.
 */
export function standInCloud(project: Project, ...options: readonly string[]): Project {
  rmSync(join(project.directory, 'runbook.config.yaml'));
  const args = [newCloud, project.directory, '--name', `e2e-${randomUUID().slice(0, 8)}`, ...options];
  const made = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
  Object.assign(project.env, JSON.parse(made.stdout));
  return project;
}

interface CloudState {
  readonly juju: { readonly models: readonly { readonly name: string }[] };
  readonly maas: { readonly machines: readonly { readonly hostname: string; readonly systemId: string }[] };
}

/** The state file without the clock: looking at a cloud changes nothing else. */
export function cloudState(project: Project): CloudState {
  return { ...JSON.parse(project.read('cloud.json')), ticks: null };
}
