import { exitCode } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
import { everything } from '../plan/assemble-plan.ts';
import { planJson } from '../report/plan-json.ts';
import { renderPlan } from '../ui/plan-view.ts';
import { createStyle, speaksUtf8 } from '../ui/style.ts';
import type { CommandRun } from './command-table.ts';
import { createLoader } from './load-runbook.ts';
import { refuseErrors } from './refuse-errors.ts';
import { planRun } from './run.ts';
import type { GlobalOptions, World } from './world.ts';

/** Prints a runbook's plan. Nothing is executed. */
export const show: CommandRun = async (world, [name = ''], options, globals) => {
  const loader = await createLoader(world);
  const loaded = await loader.loadNamed(name);
  refuseErrors(loaded, world, globals);
  const plan = planRun(loaded, everything, loader);
  if (options.json !== true) return printPlan(plan, world, globals);
  world.stdout.write(`${JSON.stringify(planJson(plan), null, 2)}\n`);
  return exitCode.done;
};

/** A plan for people; also what `run --dry-run` prints. */
export function printPlan(plan: Plan, world: World, globals: GlobalOptions): number {
  const style = createStyle({ colour: globals.color, unicode: speaksUtf8(world.env) });
  world.stdout.write(renderPlan(plan, world.stdout.columns ?? 80, style));
  return exitCode.done;
}
