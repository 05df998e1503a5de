import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Project } from '../e2e/project.ts';

/** What the runbooks of phase 00 use themselves, beside bash and coreutils. */
const tools = ['bash', 'sh', 'env', 'grep', 'sed'];
const coreutils =
  'basename cat chmod comm cp cut date dirname expr false head hostname id join ln ls md5sum mkdir mkfifo mktemp mv ' +
  'od paste printenv printf pwd readlink realpath rm rmdir seq sha256sum sleep sort split stat stty tac tail tee test ' +
  'timeout touch tr true truncate tty uname uniq wc who whoami';

/** Ends of a command, and all that it printed. */
interface Ended {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in the project, on a host that has the executable, bash, a few tools, and the system's libraries. */
export async function runOnBareHost(
  project: Project,
  executable: string,
  args: readonly string[],
): Promise<Ended> {
  const bound = [...tools, ...coreutils.split(' ')].flatMap((name) => {
    const path = findOnPath(name);
    return path === null ? [] : ['--ro-bind', path, `/bin/${name}`];
  });
  const host = [
    ...['--tmpfs', '/', '--proc', '/proc', '--dev', '/dev', '--dir', '/tmp', '--dir', '/home'],
    ...[
      '--ro-bind',
      '/usr/lib',
      '/usr/lib',
      '--ro-bind',
      '/lib',
      '/lib',
      '--ro-bind-try',
      '/lib64',
      '/lib64',
    ],
    ...bound,
    ...[
      '--ro-bind',
      executable,
      '/bin/runbook',
      '--bind',
      project.directory,
      '/project',
      '--chdir',
      '/project',
    ],
    ...[
      '--unshare-all',
      '--die-with-parent',
      '--clearenv',
      '--setenv',
      'PATH',
      '/bin',
      '--setenv',
      'HOME',
      '/home',
    ],
  ];
  const child = spawn('bwrap', [...host, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data) => (stdout += data));
  child.stderr.on('data', (data) => (stderr += data));
  const exit = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { exit, stdout, stderr };
}

function findOnPath(name: string): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    try {
      return realpathSync(join(folder, name));
    } catch {
      // It is in another folder, or nowhere.
    }
  }
  return null;
}
