import type { BashNode, BashParser, BashTree } from './bash-parser.ts';

/** Trees that are kept for the next who asks: many questions are asked of one block, of many documents at a time. */
const kept = 256;

interface KeptTree {
  readonly tree: BashTree;
  /** A node keeps the children that it was asked for, so all who read the tree begin with the same one. */
  readonly root: BashNode;
  readers: number;
}

const treesOf = new WeakMap<BashParser, Map<string, KeptTree>>();

/** Parses, or takes the tree that it has of this code, and reads it. What `read` returns must hold no nodes. */
export function withTree<T>(parser: BashParser, code: string, read: (root: BashNode) => T): T {
  const trees = treesOf.get(parser) ?? new Map<string, KeptTree>();
  treesOf.set(parser, trees);
  const found = trees.get(code) ?? plant(parser.parse(code));
  // The latest is the last one to go.
  trees.delete(code);
  trees.set(code, found);
  found.readers += 1;
  try {
    return read(found.root);
  } finally {
    found.readers -= 1;
    if (trees.size > kept) freeOldest(trees);
  }
}

function plant(tree: BashTree): KeptTree {
  return { tree, root: tree.rootNode, readers: 0 };
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
