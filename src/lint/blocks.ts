import type { BashParser } from '../bash/bash-parser.ts';
import { addFunctions, noFunctions, type ShellFunctions } from '../bash/functions.ts';
import type { BlockStep, Runbook } from '../model/runbook.ts';

/** The blocks of a document that can run, those of its rollback included, in order. */
export function blocksOf(runbook: Runbook): readonly BlockStep[] {
  return [...runbook.steps, ...runbook.rollback].filter((step) => step.kind === 'block');
}

/** The blocks, each with the functions that the session knows when it begins. */
export function blocksWithFunctions(
  runbook: Runbook,
  bash: BashParser,
): readonly { readonly block: BlockStep; readonly functions: ShellFunctions }[] {
  let functions = noFunctions;
  return blocksOf(runbook).map((block) => {
    const known = functions;
    functions = addFunctions(bash, functions, block.code);
    return { block, functions: known };
  });
}
