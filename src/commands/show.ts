import { exitCode } from '../model/outcome.ts';
import { everything } from '../plan/assemble-plan.ts';
import { planJson } from '../report/plan-json.ts';
import type { CommandRun } from './command-table.ts';
import { createLoader } from './load-runbook.ts';
import { planRun } from './plan-run.ts';
import { printPlan } from './print-plan.ts';
import { refuseErrors } from './refuse-errors.ts';

/** Prints a runbook's plan. Nothing is executed. */
export const show: CommandRun = async (world, [name = ''], options, globals) => {
  const loader = await createLoader(world);
  const loaded = await loader.loadNamed(name);
  refuseErrors(loaded, world, globals);
  const plan = planRun(loaded, everything, loader);
  if (options.json !== true) return printPlan(plan, new Map(), world, globals);
  world.stdout.write(`${JSON.stringify(planJson(plan), null, 2)}\n`);
  return exitCode.done;
};
