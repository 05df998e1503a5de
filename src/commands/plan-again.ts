import type { Plan } from '../model/plan.ts';
import type { Selection } from '../plan/assemble-plan.ts';
import { createLoader } from './load-runbook.ts';
import { planRun } from './plan-run.ts';
import type { World } from './world.ts';

/** Plans a run from the document at that path as it is now. Throws when it cannot be read or has errors. */
export async function planAgain(path: string, selection: Selection, world: World): Promise<Plan> {
  const loader = await createLoader(world);
  const loaded = await loader.loadFile(path);
  if (loaded.messages.some(({ fatal }) => fatal === true)) throw new Error('it has errors');
  return planRun(loaded, selection, loader);
}
