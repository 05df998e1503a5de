import { findNamed } from '../loading/find-named.ts';
import { type DocumentFile, readDocument } from '../loading/read-document.ts';
import { openReadingCache, type ReadingCache } from '../loading/reading-cache.ts';
import { refuse } from '../loading/refuse-errors.ts';
import { exitCode } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
import { findProject } from '../project/find-project.ts';
import { planJson } from '../report/plan-json.ts';
import type { GlobalOptions, World } from '../world/world.ts';
import type { CommandRun } from './command.ts';
import { printPlan } from './print-plan.ts';

/** Prints a runbook's plan. Nothing is executed. */
export const show: CommandRun = async (world, [name = ''], options, globals) => {
  const project = await findProject(world.cwd);
  const cache = openReadingCache(project, world, globals, options);
  const path = await findNamed(project, name, world.cwd, cache?.candidates);
  const file = readDocument(project, path);
  const plan = (await cache?.findPlan(file)) ?? (await readAnew(file, cache, world, globals));
  if (options.json !== true) return printPlan(plan, new Map(), world, globals);
  world.stdout.write(`${JSON.stringify(planJson(plan), null, 2)}\n`);
  return exitCode.done;
};

/** Throws a `Refusal` when the document has errors. */
async function readAnew(
  file: DocumentFile,
  cache: ReadingCache | null,
  world: World,
  globals: GlobalOptions,
): Promise<Plan> {
  const { createPlanReader } = await import('../loading/read-plan.ts');
  const read = await createPlanReader(world);
  const reading = await read(file);
  const plan = reading.plan ?? refuse(reading.loaded, world, globals);
  await cache?.keep(file, reading);
  cache?.save();
  return plan;
}
