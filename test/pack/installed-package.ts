import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { checkout, type Project } from '../e2e/project.ts';

/** The Node that runs the tests, and those that the environment names besides: paths of executables. */
export const nodes: readonly string[] = [
  process.execPath,
  ...(process.env.RUNBOOK_NODES ?? '').split(delimiter).filter((path) => path !== ''),
];

/** Packs what was built last into a folder, and returns the path of the file. */
export function packBuilt(folder: string): string {
  // Without scripts: other tests use what was built, which packing would build anew.
  npm(['pack', '--ignore-scripts', '--pack-destination', folder], checkout);
  const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  return join(folder, file);
}

/** Installs a packed file into a folder of the project, from no registry; then `runbook` is on the project's PATH. */
export function installPacked(project: Project, file: string): void {
  npm(['install', '--global', '--prefix', 'global', '--offline', file], project.directory);
  project.env.PATH = `${join(project.directory, 'global/bin')}${delimiter}${project.env.PATH}`;
}

/** Makes an executable the `node` of the project. */
export function useNode(project: Project, node: string): void {
  const folder = join(project.directory, 'node');
  mkdirSync(folder);
  symlinkSync(node, join(folder, 'node'));
  project.env.PATH = `${folder}${delimiter}${project.env.PATH}`;
}

function npm(args: readonly string[], cwd: string): void {
  const options = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const { status, stdout, stderr } = spawnSync('npm', [...args, ...options], { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm ${args.join(' ')}: exit ${status}\n${stdout}${stderr}`);
}
