import { refuseSize } from '../parse/document-size.ts';
import { everything } from '../plan/assemble-plan.ts';
import type { World } from '../world/world.ts';
import { toLinted } from './lint-documents.ts';
import { createLoader, type LoadedRunbook } from './load-runbook.ts';
import { planRun } from './plan-run.ts';
import type { DocumentFile } from './read-document.ts';
import type { Reading } from './reading-cache.ts';

/** A document as it was read; its plan is `null` when it has errors. */
interface PlanReading extends Reading {
  readonly loaded: LoadedRunbook;
}

/** Reads a document, and plans all of it. */
export type PlanReader = (file: DocumentFile) => Promise<PlanReading>;

export async function createPlanReader(world: World): Promise<PlanReader> {
  const texts = new Map<string, string>();
  const loader = await createLoader(world, { textOf: (path) => texts.get(path) ?? null });
  return async ({ path, text, bytes }) => {
    // One that is too large was not read, and is not to be taken for an empty one.
    if (refuseSize(bytes) === null) texts.set(path, text);
    const loaded = await loader.loadFile(path);
    const isWrong = loaded.messages.some(({ fatal }) => fatal === true);
    return {
      ...toLinted(loaded, loader),
      plan: isWrong ? null : planRun(loaded, everything, loader),
      loaded,
    };
  };
}
