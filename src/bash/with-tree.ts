import type { BashNode, BashParser, BashTree } from './bash-parser.ts';

/** Trees that are kept for the next who asks: several questions are asked of one block in a row. */
const kept = 16;

interface KeptTree {
  readonly tree: BashTree;
  readers: number;
}

const treesOf = new WeakMap<BashParser, Map<string, KeptTree>>();

/** Parses, or takes the tree that it has of this code, and reads it. What `read` returns must hold no nodes. */
export function withTree<T>(parser: BashParser, code: string, read: (root: BashNode) => T): T {
  const trees = treesOf.get(parser) ?? new Map<string, KeptTree>();
  treesOf.set(parser, trees);
  const found = trees.get(code) ?? { tree: parser.parse(code), readers: 0 };
  // The latest is the last one to go.
  trees.delete(code);
  trees.set(code, found);
  found.readers += 1;
  try {
    return read(found.tree.rootNode);
  } finally {
    found.readers -= 1;
    if (trees.size > kept) freeOldest(trees);
  }
}

function freeOldest(trees: Map<string, KeptTree>): void {
  for (const [code, { tree, readers }] of trees) {
    if (readers > 0) continue;
    trees.delete(code);
    tree.delete();
    return;
  }
}

/** The children of a node, unnamed ones included, with the name of the field each stands in. */
export function childrenOf(
  node: BashNode,
): readonly { readonly node: BashNode; readonly field: string | null }[] {
  return node.children.flatMap((child, index) =>
    child === null ? [] : [{ node: child, field: node.fieldNameForChild(index) }],
  );
}
