import { exitCode } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
import { renderPlan } from '../ui/plan-view.ts';
import { createStyle, speaksUtf8 } from '../ui/style.ts';
import type { GlobalOptions, World } from './world.ts';

/** A plan for people; also what `run --dry-run` prints. */
export function printPlan(plan: Plan, world: World, globals: GlobalOptions): number {
  const style = createStyle({ colour: globals.color, unicode: speaksUtf8(world.env) });
  world.stdout.write(renderPlan(plan, world.stdout.columns ?? 80, style));
  return exitCode.done;
}
