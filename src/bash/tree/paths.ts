import type { BashNode } from './bash-parser.ts';

/** The ways through an `if` or a `case`: of each, what is evaluated before it is chosen, and what it runs. */
export interface Paths {
  readonly tests: readonly (readonly BashNode[])[];
  readonly ways: readonly (readonly BashNode[])[];
  /** One of the ways is gone in any case. */
  readonly exhaustive: boolean;
}

/** Takes an `if_statement` or a `case_statement` apart. */
export function alternatives(node: BashNode): Paths {
  return node.type === 'if_statement' ? waysOfIf(node) : waysOfCase(node);
}

function waysOfIf(node: BashNode): Paths {
  const clauses = named(node).filter(({ type }) => type === 'elif_clause' || type === 'else_clause');
  const parts = [node, ...clauses].map(splitAtThen);
  return {
    tests: parts.map(({ test }) => test),
    ways: parts.map(({ way }) => way),
    exhaustive: clauses.at(-1)?.type === 'else_clause',
  };
}

function splitAtThen(node: BashNode): {
  readonly test: readonly BashNode[];
  readonly way: readonly BashNode[];
} {
  const children = node.children.filter((child) => child !== null && !/^el(if|se)_clause$/.test(child.type));
  const then = children.findIndex((child) => child?.type === 'then');
  const nodes = (list: readonly (BashNode | null)[]) => list.filter((child) => child !== null);
  return { test: nodes(children.slice(0, Math.max(then, 0))), way: nodes(children.slice(then + 1)) };
}

function waysOfCase(node: BashNode): Paths {
  const items = named(node).filter(({ type }) => type === 'case_item');
  return {
    tests: [named(node).filter(({ type }) => type !== 'case_item')],
    ways: items.map(named),
    exhaustive: items.some((item) => item.childForFieldName('value')?.text === '*'),
  };
}

function named(node: BashNode): readonly BashNode[] {
  return node.namedChildren.filter((child) => child !== null);
}
