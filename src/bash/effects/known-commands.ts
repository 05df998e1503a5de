import { builds } from './known/builds.ts';
import { clouds } from './known/clouds.ts';
import { databases } from './known/databases.ts';
import { disks } from './known/disks.ts';
import { files } from './known/files.ts';
import { versionControl } from './known/git.ts';
import { juju } from './known/juju.ts';
import { maas } from './known/maas.ts';
import { machines } from './known/machines.ts';
import { network } from './known/network.ts';
import { openstack } from './known/openstack.ts';
import { shell } from './known/shell.ts';
import { system } from './known/system.ts';
import { virtualMachines } from './known/virsh.ts';
import { web } from './known/web.ts';
import type { KnownTool } from './known-tool.ts';

/** Everything that is known of commands. A new tool is a new entry here or in one of these files. */
export const knownTools: readonly KnownTool[] = [
  juju,
  maas,
  ...virtualMachines,
  ...network,
  ...openstack,
  ...clouds,
  ...versionControl,
  ...files,
  ...databases,
  ...disks,
  ...system,
  ...builds,
  ...web,
  ...machines,
  ...shell,
];

const byName = new Map(
  knownTools.flatMap((tool) => tool.names.split(' ').map((name) => [name, tool] as const)),
);

/** The tool that goes by a name, without its directory; `mkfs.ext4` goes by `mkfs.*`. */
export function findTool(name: string): KnownTool | null {
  return byName.get(name) ?? byName.get(name.replace(/\..*$/, '.*')) ?? null;
}
