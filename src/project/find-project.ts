import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { VFileMessage } from 'vfile-message';
import { storing } from '../journal/storage-error.ts';
import { defaultSettings, type LintSettings } from '../lint/rule.ts';
import type { Confinement } from '../model/confinement.ts';
import type { ConfiguredDirectory } from './read-config.ts';

export const configName = 'runbook.config.yaml';

/** Where a project is and where its runbooks are. */
export interface Project {
  /** Absolute. */
  readonly root: string;
  /** Absolute directories below the root; the default one need not exist. */
  readonly runbooks: readonly string[];
  /** Whether readonly blocks are confined, and the absolute directories that they may write to even so. */
  readonly confine: Confinement & { readonly readonly: boolean };
  /** What the configuration says about rules and commands. */
  readonly settings: LintSettings;
  /** ShellCheck is to be asked about every block. */
  readonly shellCheck: boolean;
  /** What is wrong with the configuration; with any of them nothing may run. */
  readonly messages: readonly VFileMessage[];
}

/**
 * Root of the project that `start` is in, absolute: the nearest directory upwards that holds the configuration, else
 * the nearest with `.git`, else `start` itself.
 */
export function findRoot(start: string): string {
  const from = resolve(start);
  return nearestWith(from, configName) ?? nearestWith(from, '.git') ?? from;
}

/** The project that `start` is in. Throws a `StorageError` when its configuration cannot be read. */
export async function findProject(start: string): Promise<Project> {
  const root = findRoot(start);
  if (existsSync(join(root, configName))) return readProject(root);
  return {
    root,
    runbooks: [join(root, 'runbooks')],
    confine: { readonly: false, writable: [] },
    settings: defaultSettings,
    shellCheck: false,
    messages: [],
  };
}

/** A path as messages show it: relative to the root where it is below it, else absolute. */
export function shownPath(root: string, path: string): string {
  const below = relative(root, path);
  return isInside(below) ? below.split(sep).join('/') : path;
}

/** Whether a file really lives below one of the project's runbook directories and in the project, links resolved. */
export function isBelowRunbooks({ root, runbooks }: Project, file: string): boolean {
  const real = realPath(file);
  const isBelow = (directory: string) => isInside(relative(realPath(directory), real));
  return isBelow(root) && runbooks.some(isBelow);
}

function nearestWith(start: string, name: string): string | null {
  for (let directory = start; ; directory = dirname(directory)) {
    if (existsSync(join(directory, name))) return directory;
    if (directory === dirname(directory)) return null;
  }
}

async function readProject(root: string): Promise<Project> {
  // It knows the names of all rules, which is much code to load where there is nothing to read.
  const { readConfig } = await import('./read-config.ts');
  const path = join(root, configName);
  const config = readConfig(
    storing('read', path, () => readFileSync(path, 'utf8')),
    configName,
  );
  const faults = (config.runbooks ?? []).flatMap((directory) => checkDirectory(root, directory));
  const paths = config.runbooks?.map((directory) => resolve(root, directory.path)) ?? [
    join(root, 'runbooks'),
  ];
  const written = config.confine?.writable ?? [];
  const confine = {
    readonly: config.confine?.readonly === true,
    writable: written.map(({ path }) => resolveWritable(root, path)),
  };
  const opened = written.flatMap((directory) => checkWritable(root, directory));
  const { settings, shellCheck } = config;
  const messages = [...config.messages, ...faults, ...opened];
  return { root, runbooks: paths, confine, settings, shellCheck, messages };
}

function resolveWritable(root: string, path: string): string {
  return path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : resolve(root, path);
}

/** A confined block that may write to the project, or to all of the disk, is not confined. */
function checkWritable(root: string, { path, complain }: ConfiguredDirectory): readonly VFileMessage[] {
  const below = relative(resolveWritable(root, path), root);
  if (below !== '' && !isInside(below)) return [];
  return [complain(`Unexpected \`${path}\`, which holds the project itself; expected a directory of a tool`)];
}

/** Documents below these directories are trusted, so none may lie outside the project. */
function checkDirectory(root: string, { path, complain }: ConfiguredDirectory): readonly VFileMessage[] {
  const directory = resolve(root, path);
  const below = relative(realPath(root), realPath(directory));
  if (below !== '' && !isInside(below)) {
    return [complain(`Unexpected \`${path}\`, expected a directory below the project root`)];
  }
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true) return [];
  return [complain(`Unexpected \`${path}\`, expected a directory that exists`)];
}

function isInside(below: string): boolean {
  return below !== '' && below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below);
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
