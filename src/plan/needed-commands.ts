import { builtins, reservedWords } from '../bash/calls/builtins.ts';
import { findCommands } from '../bash/calls/commands.ts';
import { findDefinitions } from '../bash/calls/functions.ts';
import type { BashParser } from '../bash/tree/bash-parser.ts';
import type { Plan } from '../model/plan.ts';
import { readableCode } from './plan-steps.ts';

/**
 * Names of the commands that the plan's blocks start on this machine, in order of appearance; builtins,
 * functions of the blocks, paths, and words that are only known when they run are not among them.
 */
export function neededCommands(plan: Plan, bash: BashParser): readonly string[] {
  const rollback = plan.documents.flatMap((document) => document.rollback);
  const code = [...plan.steps, ...rollback].flatMap(({ step, passedOver }) =>
    step.kind === 'block' && !passedOver ? [readableCode(step)] : [],
  );
  const defined = new Set(code.flatMap((text) => findDefinitions(bash, text).map(({ name }) => name)));
  const named = code
    .flatMap((text) => findCommands(bash, text))
    .filter(({ where }) => where !== 'remote')
    .flatMap(({ words, through, script }) => [...through, ...(script ? [] : [words[0]?.literal ?? ''])]);
  const isSought = (name: string) =>
    name !== '' &&
    !name.includes('/') &&
    !builtins.has(name) &&
    !reservedWords.has(name) &&
    !defined.has(name);
  return [...new Set(named.filter(isSought))];
}
