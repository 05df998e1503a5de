import type { Input } from '../model/input.ts';
import type { Runbook } from '../model/runbook.ts';
import type { RunbookTree } from '../plan/runbook-tree.ts';
import { listTree } from '../plan/unite-requirements.ts';

/** In what an included tree of documents does not agree with those it would run beside, one sentence each. */
export function listConflicts(beside: RunbookTree, included: RunbookTree): readonly string[] {
  const before = listTree(beside);
  const sentences = listTree(included).flatMap((runbook) => [
    ...placeConflict('host', before, runbook),
    ...placeConflict('user', before, runbook),
    ...inputConflicts(before, runbook),
  ]);
  return [...new Set(sentences)];
}

function placeConflict(
  what: 'host' | 'user',
  before: readonly Runbook[],
  runbook: Runbook,
): readonly string[] {
  const wanted = runbook.requirements[what];
  const other = before.find(({ requirements }) => requirements[what] !== null);
  const given = other?.requirements[what] ?? null;
  if (other === undefined || wanted === null || wanted === given) return [];
  return [`Unexpected ${what} \`${wanted}\` of ${runbook.file}, expected \`${given}\` as in ${other.file}`];
}

function inputConflicts(before: readonly Runbook[], runbook: Runbook): readonly string[] {
  const others = before.filter(({ file }) => file !== runbook.file);
  return others.flatMap((other) => [
    ...runbook.requirements.inputs
      .filter((input) => other.requirements.inputs.some((each) => differ(each, input)))
      .map(
        ({ name }) => `Unexpected input ${name} of ${runbook.file}, which ${other.file} declares otherwise`,
      ),
    ...openSecrets(runbook, other),
    ...openSecrets(other, runbook),
  ]);
}

/** What one document asks for in the open and another keeps secret. */
function openSecrets(asking: Runbook, keeping: Runbook): readonly string[] {
  return asking.requirements.inputs
    .filter(({ name, secret }) => !secret && keeping.requirements.secrets.includes(name))
    .map(({ name }) => `Unexpected input ${name} of ${asking.file}, which is a secret in ${keeping.file}`);
}

function differ(one: Input, other: Input): boolean {
  return one.name === other.name && terms(one) !== terms(other);
}

/** What an operator may answer; where it is written does not matter. */
function terms({ source: _, ...input }: Input): string {
  const { name, prompt, default: preset, pattern, choices, secret } = input;
  return JSON.stringify([name, prompt, preset, pattern, choices, secret]);
}
