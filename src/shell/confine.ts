import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { isAbsolute, join, sep } from 'node:path';
import type { Confinement } from '../model/confinement.ts';
import { type Launch, startDetached } from './bash-process.ts';

/** How a session confines. */
export interface ConfinementSettings extends Confinement {
  /** Absolute path of bubblewrap. */
  readonly bwrap: string;
  /** Of the project; absolute. It is seen wherever it is. */
  readonly root: string;
}

/** What a confined shell is to see. */
export interface Cage {
  readonly settings: ConfinementSettings;
  /** Folder of the unconfined shell: hidden, because who writes to its pipes is executed. */
  readonly hidden: string;
  /** The confined shell's own folder. */
  readonly own: string;
  /** Where the session is. */
  readonly directory: string;
  /** The socket of the operator's ssh agent; empty where there is none. */
  readonly agent: string;
}

/**
 * Starts a command under bubblewrap: the file system is read-only, /tmp is empty and its own. Network, processes and
 * sockets are those of the machine. Root's capabilities are dropped: with them it could mount the
 * file system anew.
 */
export function launchConfined(bash: string, cage: Cage): Launch {
  const launch = startDetached(bash);
  return (words, cwd, env) => launch([...cageWords(cage), ...words], cwd, env);
}

/** The words that stand before those of a confined command. */
export function cageWords({ settings, hidden, own, directory, agent }: Cage): readonly string[] {
  const { bwrap, root, writable } = settings;
  return [
    bwrap,
    ...isolation,
    // An empty /tmp must not take away what the session is in, nor the agent by which ssh finds its keys.
    ...[root, directory, agent].filter(isBelowTmp).flatMap((path) => ['--ro-bind-try', path, path]),
    ...writable.flatMap((path) => ['--bind-try', path, path]),
    ...['--tmpfs', hidden],
    ...['--bind', own, own],
    '--',
  ];
}

const isolation = '--ro-bind / / --dev /dev --proc /proc --tmpfs /tmp --cap-drop ALL'.split(' ');

function isBelowTmp(path: string): boolean {
  return path.startsWith(`${sep}tmp${sep}`);
}

/** The absolute path of bubblewrap, or why nothing can be confined here: a sentence without a full stop. */
export type Probe =
  | { readonly type: 'available'; readonly bwrap: string }
  | { readonly type: 'unavailable'; readonly reason: string };

/** Tries it: there are systems that have bubblewrap and forbid what it needs. */
export function probeConfinement(env: NodeJS.ProcessEnv): Promise<Probe> {
  const bwrap = findBwrap(env.PATH ?? '');
  if (bwrap === null) {
    return Promise.resolve({
      type: 'unavailable',
      reason: 'bubblewrap (the command bwrap) is not installed',
    });
  }
  return new Promise((resolve) => {
    execFile(bwrap, [...isolation, '--', '/bin/sh', '-c', ':'], { cwd: '/' }, (error, _, stderr) => {
      const [said = ''] = stderr.split('\n');
      if (error === null) resolve({ type: 'available', bwrap });
      else resolve({ type: 'unavailable', reason: `the system does not let bubblewrap do it: ${said}` });
    });
  });
}

function findBwrap(path: string): string | null {
  const folders = path.split(':').filter(isAbsolute);
  return folders.map((folder) => join(folder, 'bwrap')).find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
