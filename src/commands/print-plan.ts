import { exitCode } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
import { type KnownValues, renderPlan } from '../ui/plan-view.ts';
import { createStyle, speaksUtf8 } from '../ui/style.ts';
import type { GlobalOptions, World } from '../world/world.ts';

/** A plan for people; also what `run --dry-run` prints. `known` are the values of inputs so far. */
export function printPlan(plan: Plan, known: KnownValues, world: World, globals: GlobalOptions): number {
  const style = createStyle({ colour: globals.color, unicode: speaksUtf8(world.env) });
  world.stdout.write(renderPlan(plan, known, world.stdout.columns ?? 80, style));
  return exitCode.done;
}
