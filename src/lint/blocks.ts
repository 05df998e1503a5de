import type { BashParser } from '../bash/bash-parser.ts';
import { addFunctions, noFunctions, type ShellFunctions } from '../bash/functions.ts';
import { maskPlaceholders } from '../bash/mask-placeholders.ts';
import type { BlockStep, Runbook } from '../model/runbook.ts';

/**
 * The blocks of a document that can run, those of its rollback included, in order. Their `code` is as bash reads it
 * once placeholders are filled in; offsets into it are those of what is written.
 */
export function blocksOf(runbook: Runbook): readonly BlockStep[] {
  return [...runbook.steps, ...runbook.rollback].flatMap((step) => {
    if (step.kind !== 'block') return [];
    const code = step.segments.map((segment) => maskPlaceholders(segment.code, segment.placeholders));
    return [{ ...step, code: code.join('') }];
  });
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
