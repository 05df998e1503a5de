import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { checkout, type Project } from '../e2e/project.ts';

/** What `npm ci` would do in a copy: what is needed is there, newer than the lock file. */
export const linkPackages =
  'mkdir node_modules && ln -s "$CHECKOUT"/node_modules/{*,.bin} node_modules/ && touch node_modules/.package-lock.json';

const parts = [
  ...['src', 'docs', 'fixtures', 'runbooks', 'test/install-packages.sh'],
  ...['package.json', 'package-lock.json', 'rolldown.config.mjs'],
];

/**
 * Makes of a project what a fresh clone is: sources, nothing installed, nothing built. `npm ci` there does what
 * `install` says (bash; the checkout is $CHECKOUT) instead of downloading, and is counted in the file `ci`.
 */
export function copyCheckout(project: Project, install: string): void {
  for (const part of parts) {
    cpSync(join(checkout, part), join(project.directory, part), { recursive: true });
  }
  renameTargets(join(project.directory, 'runbooks'));
  project.write('bin/npm', stubOfNpm(install));
  chmodSync(join(project.directory, 'bin/npm'), 0o755);
  Object.assign(project.env, {
    PATH: `${join(project.directory, 'bin')}${delimiter}${project.env.PATH}`,
    CHECKOUT: checkout,
    npm_config_update_notifier: 'false',
  });
}

function stubOfNpm(install: string): string {
  const next = (process.env.PATH ?? '').replaceAll("'", "'\\''");
  return `#!/usr/bin/env bash
case $1 in
  ci)
    echo ci >> ci
    ${install} ;;
  run | test)
    npm=$(PATH='${next}' command -v npm)
    exec "$npm" "$@" ;;
  *)
    echo "npm $1 is not for tests: what is linked here is the checkout's own" >&2
    exit 1 ;;
esac
`;
}

/** A run locks its target on the whole host: two tests beside each other need two. */
function renameTargets(directory: string): void {
  const target = `$1e2e-${randomUUID().slice(0, 8)}`;
  for (const name of readdirSync(directory).filter((entry) => entry.endsWith('.md'))) {
    const path = join(directory, name);
    writeFileSync(path, readFileSync(path, 'utf8').replace(/^( +target: *\w+@).*$/m, target));
  }
}

/** How a command ended, and everything it printed. */
interface Ended {
  readonly exit: number | null;
  readonly output: string;
}

/** npm in the project, without any terminal. */
export function npm(project: Project, args: readonly string[]): Promise<Ended> {
  return run(project, 'npm', args);
}

/** A command in the project, without any terminal. */
export async function run(project: Project, command: string, args: readonly string[]): Promise<Ended> {
  const child = spawn(command, args, { cwd: project.directory, env: project.env, detached: true });
  let output = '';
  child.stdout.on('data', (data) => (output += data));
  child.stderr.on('data', (data) => (output += data));
  child.stdin.end();
  const exit = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { exit, output };
}
