import { execFile } from 'node:child_process';
import type { RunStarted } from '../model/run-event.ts';

type Git = NonNullable<RunStarted['git']>;

/** Nothing here may ask, wait for a lock, or run a program that the repository's configuration names. */
const careful = ['--no-optional-locks', '-c', 'core.fsmonitor=false'];
const status = ['status', '--porcelain=v2', '--branch', '--untracked-files=normal'];

/**
 * The commit, the branch (`null`: detached) and whether anything differs from it, untracked files included.
 * `null` where there is no commit, no repository, no git, or no answer in time (milliseconds).
 */
export function readGit(directory: string, limit = 10_000): Promise<Git | null> {
  return new Promise((resolve) => {
    const options = {
      env: cleanEnvironment(process.env),
      timeout: limit,
      killSignal: 'SIGKILL',
      maxBuffer: 256 * 1024 * 1024,
    } as const;
    execFile('git', ['-C', directory, ...careful, ...status], options, (error, stdout) => {
      resolve(error === null ? parseStatus(stdout) : null);
    });
  });
}

function parseStatus(output: string): Git | null {
  const lines = output.split('\n').filter((line) => line !== '');
  const header = (name: string) =>
    lines.find((line) => line.startsWith(`# ${name} `))?.slice(`# ${name} `.length) ?? null;
  const commit = header('branch.oid');
  if (commit === null || !/^[0-9a-f]+$/.test(commit)) return null;
  const branch = header('branch.head');
  return {
    commit,
    branch: branch === '(detached)' ? null : branch,
    dirty: lines.some((line) => !line.startsWith('# ')),
  };
}

/** A hook that calls us leaves variables behind that point git at another repository. */
function cleanEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(env).filter(([name]) => !name.startsWith('GIT_'));
  return { ...Object.fromEntries(own), LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' };
}
