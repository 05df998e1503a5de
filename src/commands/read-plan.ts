import type { Plan } from '../model/plan.ts';
import { everything } from '../plan/assemble-plan.ts';
import { toLinted } from './lint-documents.ts';
import { createLoader } from './load-runbook.ts';
import { planRun } from './plan-run.ts';
import type { CachedFile, Reading } from './reading-cache.ts';
import { refuseErrors } from './refuse-errors.ts';
import type { GlobalOptions, World } from './world.ts';

/** Reads a document and plans all of it. Throws a `Refusal` when it has errors, which it has shown. */
export async function readPlan(
  { path, text }: CachedFile,
  world: World,
  globals: GlobalOptions,
): Promise<Reading & { readonly plan: Plan }> {
  const loader = await createLoader(world, { textOf: (each) => (each === path ? text : null) });
  const loaded = await loader.loadFile(path);
  refuseErrors(loaded, world, globals);
  return { ...toLinted(loaded, loader), plan: planRun(loaded, everything, loader) };
}
