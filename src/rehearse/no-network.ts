import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Words before a command that take the network from it: as root, else in a user namespace that keeps the user. */
const ways = [
  ['-n', '--'],
  ['--map-current-user', '-n', '--'],
] as const;

const unshare = ['/usr/bin/unshare', '/bin/unshare'].find((path) => existsSync(path));

let known: readonly string[] | null | undefined;

/** The command that takes the network from another, or `null` where the system has none. Tried once a process. */
export function noNetwork(): readonly string[] | null {
  if (known === undefined) known = probe();
  return known;
}

function probe(): readonly string[] | null {
  if (unshare === undefined) return null;
  const works = (words: readonly string[]) =>
    spawnSync(unshare, [...words, '/bin/sh', '-c', ':'], { stdio: 'ignore', timeout: 5_000 }).status === 0;
  const way = ways.find(works);
  return way === undefined ? null : [unshare, ...way];
}
