import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { listRuns } from '../journal/list-runs.ts';
import { resolveRun } from '../journal/resolve-run.ts';
import { type Run, stateDirectory } from '../journal/run-store.ts';
import { exitCode } from '../model/outcome.ts';
import { findRoot } from '../project/find-project.ts';
import { Refusal } from './refusal.ts';
import type { GlobalOptions, World } from './world.ts';

/** The directory that holds a project's runs; absolute. */
export function stateDirectoryOf(world: World, { stateDir }: GlobalOptions): string {
  return stateDir === null ? stateDirectory(findRoot(world.cwd)) : resolve(world.cwd, stateDir);
}

/** The same for whoever looks at runs that are there. Throws a `Refusal` when `--state-dir` names no directory. */
export function existingStateDirectory(world: World, globals: GlobalOptions): string {
  const state = stateDirectoryOf(world, globals);
  if (globals.stateDir === null || existsSync(state)) return state;
  throw new Refusal(`there is no directory ${globals.stateDir}`, 'of --state-dir', exitCode.usage);
}

/** The run of that id, unique prefix or last part. Throws a `Refusal` that lists what there is. */
export function findRun(state: string, name: string): Run {
  return chosen(name, state, listRuns(state));
}

/** The named run, or the latest one. Throws a `Refusal`. */
export function findRunOrLatest(state: string, name: string | undefined): Run {
  const runs = listRuns(state);
  const [latest] = runs;
  if (name !== undefined) return chosen(name, state, runs);
  if (latest === undefined) throw new Refusal('there are no runs here', `looked in ${state}`, exitCode.usage);
  return latest;
}

function chosen(name: string, state: string, runs: readonly Run[]): Run {
  const match = resolveRun(name, runs);
  if (match.type === 'found') return match.run;
  const known = match.candidates.map(({ id }) => id).join(', ');
  if (match.type === 'ambiguous') {
    throw new Refusal(`${name} begins the ids of several runs`, `one of: ${known}`, exitCode.usage);
  }
  const hint = known === '' ? `there are no runs in ${state}` : `the latest are: ${known}`;
  throw new Refusal(`no run is called ${name}`, hint, exitCode.usage);
}
