import type { Plan } from '../model/plan.ts';
import type { Selection } from '../plan/assemble-plan.ts';
import type { World } from '../world/world.ts';
import { createLoader, type LoadedRunbook } from './load-runbook.ts';
import { planRun } from './plan-run.ts';

/** A document as it is now, and a run of it. */
export interface PlannedAgain {
  readonly loaded: LoadedRunbook;
  readonly plan: Plan;
}

/** Plans a run from the document at that path as it is now. Throws when it cannot be read or has errors. */
export async function planAgain(path: string, selection: Selection, world: World): Promise<PlannedAgain> {
  const loader = await createLoader(world);
  const loaded = await loader.loadFile(path);
  const error = loaded.messages.find(({ fatal }) => fatal === true);
  if (error !== undefined) throw new Error(`${error.file}:${error.line}:${error.column}: ${error.reason}`);
  return { loaded, plan: planRun(loaded, selection, loader) };
}
