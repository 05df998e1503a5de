import { isArithmetic } from '../tree/arithmetic.ts';
import type { BashNode } from '../tree/bash-parser.ts';
import { alternatives, type Paths } from '../tree/paths.ts';
import { childrenOf } from '../tree/with-tree.ts';
import { visitHidden } from './expansion-reads.ts';
import { branch, type Scope, type Visit, visitChildren } from './read-scope.ts';

const visitApart: Visit = (node, scope) => visitChildren(node, branch(scope));

const visitPipeline: Visit = (node, scope) => {
  for (const child of node.children) if (child !== null) scope.trace.visit(child, branch(scope));
};

const visitList: Visit = (node, scope) => {
  const [left, , right] = node.children;
  if (left) scope.trace.visit(left, scope);
  if (right) scope.trace.visit(right, stopsTheBlock(node) ? scope : branch(scope));
};

/** A chain of `&&` that is a command of the block by itself: where it breaks off, so does the block. */
function stopsTheBlock(list: BashNode): boolean {
  if (list.children[1]?.type !== '&&' || list.parent === null) return false;
  return list.parent.type === 'program' || (list.parent.type === 'list' && stopsTheBlock(list.parent));
}

const visitPaths: Visit = (node, scope) => followPaths(alternatives(node), scope);

/** Of several ways, one is gone: what every one of them sets is set, if there is no way around them all. */
function followPaths({ tests, ways, exhaustive }: Paths, scope: Scope): void {
  for (const test of tests[0] ?? []) scope.trace.visit(test, scope);
  const testing = branch(scope);
  const ends = ways.map((way, index) => {
    if (index > 0) for (const test of tests[index] ?? []) scope.trace.visit(test, testing);
    const end = branch(testing);
    for (const node of way) scope.trace.visit(node, end);
    return end.set;
  });
  const [first, ...others] = ends;
  if (!exhaustive || first === undefined) return;
  for (const name of first) if (others.every((set) => set.has(name))) scope.set.add(name);
}

const visitWhile: Visit = (node, scope) => {
  for (const { node: child, field } of childrenOf(node))
    scope.trace.visit(child, field === 'body' ? branch(scope) : scope);
};

const visitFor: Visit = (node, scope) => {
  for (const { node: child, field } of childrenOf(node)) {
    if (field === 'variable') continue;
    if (field === 'body') scope.set.add(node.childForFieldName('variable')?.text ?? '');
    scope.trace.visit(child, field === 'body' ? branch(scope) : scope);
  }
};

const visitCountingFor: Visit = (node, scope) => {
  for (const { node: child, field } of childrenOf(node)) {
    scope.trace.visit(child, field === 'body' ? branch(scope) : { ...scope, arithmetic: true });
  }
};

/** How control flow decides what is certainly set. */
export const flowVisitors: Readonly<Record<string, Visit>> = {
  pipeline: visitPipeline,
  subshell: visitApart,
  command_substitution: (node, scope) => (isArithmetic(node) ? visitHidden : visitApart)(node, scope),
  process_substitution: visitApart,
  list: visitList,
  if_statement: visitPaths,
  case_statement: visitPaths,
  while_statement: visitWhile,
  for_statement: visitFor,
  c_style_for_statement: visitCountingFor,
};
