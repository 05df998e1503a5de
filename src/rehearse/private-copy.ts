import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { isWithin } from './copy-paths.ts';
import { MissingPart, makePrivatePath, type PrivatePath, writeExecutable } from './private-path.ts';
import type { Scenario } from './scenario.ts';

/** Where a rehearsed project is, in the working tree. */
export interface RehearsedProject {
  /** Absolute. */
  readonly root: string;
  /** Absolute directories below the root that hold runbooks. */
  readonly runbooks: readonly string[];
}

/** Folders of one rehearsal's own; all absolute. */
export interface PrivateCopy {
  readonly directory: string;
  /** The copy of the project. */
  readonly root: string;
  readonly home: string;
  readonly temporary: string;
  /** Journal, logs and session. */
  readonly run: string;
  /** The bash that blocks run in; without network where that can be had. */
  readonly bash: string;
  readonly path: PrivatePath;
  remove(): void;
}

interface CopyOptions {
  readonly project: RehearsedProject;
  /** Absolute path of bash. */
  readonly bash: string;
  /** Words that take the network from a command; `null`: none do here. */
  readonly noNetwork: readonly string[] | null;
  /** PATH to look for extra tools in. */
  readonly path: string;
}

/** Copies what a scenario needs into a folder of its own. Throws `MissingPart`; nothing is left then. */
export function makePrivateCopy(scenario: Scenario, options: CopyOptions): PrivateCopy {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'runbook-rehearsal-')));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  try {
    return { ...fill(directory, scenario, options), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function fill(directory: string, scenario: Scenario, options: CopyOptions): Omit<PrivateCopy, 'remove'> {
  const { project, bash, noNetwork, path } = options;
  const [root, home, temporary, run] = ['project', 'home', 'tmp', 'run'].map((name) =>
    join(directory, name),
  ) as [string, string, string, string];
  for (const folder of [root, home, temporary, run]) mkdirSync(folder, { mode: 0o700 });
  for (const folder of project.runbooks.filter((each) => isWithin(project.root, each) && existsSync(each)))
    cpSync(folder, join(root, relative(project.root, folder)), { recursive: true });
  for (const { from, to } of scenario.files) copyFile(join(project.root, from), join(root, to), from);
  const wrapped = join(directory, 'bash');
  if (noNetwork !== null) writeExecutable(wrapped, `#!/bin/sh\nexec ${noNetwork.join(' ')} ${bash} "$@"\n`);
  return {
    directory,
    root,
    home,
    temporary,
    run,
    bash: noNetwork === null ? bash : wrapped,
    path: makePrivatePath({
      directory,
      root: project.root,
      standIns: scenario.standIns,
      extraTools: scenario.tools,
      path,
    }),
  };
}

function copyFile(from: string, to: string, shown: string): void {
  if (!existsSync(from)) throw new MissingPart(`there is no ${shown} in the project`, 'files');
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true, dereference: true });
}
