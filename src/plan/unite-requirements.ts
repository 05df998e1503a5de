import type { Requirements, Runbook } from '../model/runbook.ts';
import type { RunbookTree } from './runbook-tree.ts';

/** Every runbook of a tree, each include anew, the runbook itself first. */
export function listTree(tree: RunbookTree): readonly Runbook[] {
  return [tree.runbook, ...[...tree.includes.values()].flatMap(listTree)];
}

/** What all of the runbooks need together. Place and sequence are those of the first. */
export function uniteRequirements(tree: RunbookTree): Requirements {
  const all = listTree(tree).map(({ requirements }) => requirements);
  const inputs = all.flatMap((each) => each.inputs);
  return {
    ...tree.runbook.requirements,
    host: all.find(({ host }) => host !== null)?.host ?? null,
    user: all.find(({ user }) => user !== null)?.user ?? null,
    needs: unique(all.flatMap(({ needs }) => needs)),
    secrets: unique(all.flatMap(({ secrets }) => secrets)),
    inputs: inputs.filter(({ name }, index) => inputs.findIndex((each) => each.name === name) === index),
  };
}

/** Everything that the runbooks change. */
export function uniteTargets(tree: RunbookTree): readonly string[] {
  return unique(listTree(tree).flatMap(({ requirements }) => requirements.target ?? []));
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
