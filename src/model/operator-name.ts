import type { Operator } from './event.ts';

/** Who acted, for people: `ubuntu (jesse)`, `root, by sudo from ubuntu (jesse)`. */
export function nameOperator({ account, sudoFrom, name }: Operator): string {
  const from = sudoFrom === null ? '' : `, by sudo from ${sudoFrom}`;
  return `${account}${from}${name === null ? '' : ` (${name})`}`;
}

/** Accounts that more than one person commonly works under. */
const shared = new Set([
  'root',
  'admin',
  'administrator',
  'ansible',
  'azureuser',
  'centos',
  'cloud-user',
  'debian',
  'deploy',
  'ec2-user',
  'fedora',
  'jenkins',
  'juju',
  'maas',
  'opc',
  'openstack',
  'operator',
  'ops',
  'rocky',
  'stack',
  'ubuntu',
  'vagrant',
]);

/** The account says nothing about the person, and nothing else does: a name has to be asked for. */
export function needsName({ account, sudoFrom, name }: Operator): boolean {
  return name === null && shared.has(account) && (sudoFrom === null || shared.has(sudoFrom));
}
