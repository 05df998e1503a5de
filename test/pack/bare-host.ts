import { realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Project } from '../e2e/project.ts';

/** What the runbooks of phase 00 use themselves, beside bash and coreutils. */
const tools = 'bash sh env grep sed'.split(' ');
const coreutils = (
  'basename cat chmod comm cp cut date dirname expr false head hostname id join ln ls md5sum mkdir mkfifo mktemp mv ' +
  'od paste printenv printf pwd readlink realpath rm rmdir seq sha256sum sleep sort split stat stty tac tail tee test ' +
  'timeout touch tr true truncate tty uname uniq wc who whoami'
).split(' ');

/** No network, no other processes, an empty environment; of the files only the system's libraries. */
const emptyHost = [
  '--unshare-all --die-with-parent --clearenv --setenv PATH /bin --setenv HOME /home',
  '--tmpfs / --proc /proc --dev /dev --dir /tmp --dir /home --symlink /bin /usr/bin',
  '--ro-bind /usr/lib /usr/lib --ro-bind /lib /lib --ro-bind-try /lib64 /lib64',
]
  .join(' ')
  .split(' ');

/**
 * Arguments for bwrap, before those of a command: it runs in the project's folder, on a host that has bash, a few tools,
 * and the executable as `runbook`.
 */
export function bareHost(project: Project, executable: string): readonly string[] {
  const commands = [...tools, ...coreutils].flatMap((name) => {
    const path = findOnPath(name);
    return path === null ? [] : ['--ro-bind', path, `/bin/${name}`];
  });
  const own = ['--ro-bind', executable, '/bin/runbook'];
  return [...emptyHost, ...commands, ...own, '--bind', project.directory, '/project', '--chdir', '/project'];
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
