import { readFileSync } from 'node:fs';
import { storing } from '../journal/storage-error.ts';
import { exitCode } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
import { findProject, type Project, shownPath } from '../project/find-project.ts';
import { planJson } from '../report/plan-json.ts';
import type { CommandRun } from './command-table.ts';
import { findNamed } from './find-named.ts';
import { printPlan } from './print-plan.ts';
import { type CachedFile, ReadingCache, whereReadingsAre } from './reading-cache.ts';
import type { GlobalOptions, World } from './world.ts';

/** Prints a runbook's plan. Nothing is executed. */
export const show: CommandRun = async (world, [name = ''], options, globals) => {
  const project = await findProject(world.cwd);
  const state = whereReadingsAre(world, globals, options.cache === false ? false : undefined);
  const cache = state === null ? null : new ReadingCache(state, project, world);
  const path = findNamed(project, name, world.cwd, cache === null ? undefined : () => cache.candidates);
  const file = readFile(project, path);
  const plan = cache?.findPlan(file) ?? (await readAnew(file, cache, world, globals));
  if (options.json !== true) return printPlan(plan, new Map(), world, globals);
  world.stdout.write(`${JSON.stringify(planJson(plan), null, 2)}\n`);
  return exitCode.done;
};

function readFile({ root }: Project, path: string): CachedFile {
  return { path, file: shownPath(root, path), text: storing('read', path, () => readFileSync(path, 'utf8')) };
}

async function readAnew(
  file: CachedFile,
  cache: ReadingCache | null,
  world: World,
  globals: GlobalOptions,
): Promise<Plan> {
  const { readPlan } = await import('./read-plan.ts');
  const reading = await readPlan(file, world, globals);
  cache?.keep(file, reading);
  cache?.save();
  return reading.plan;
}
