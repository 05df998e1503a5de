import type { BashNode, BashParser, BashTree } from './bash-parser.ts';

/**
 * Characters of code whose trees are kept for the next who asks: lint, plan and the run have many questions about one
 * block, and ask each of them of a whole document. A thousand short blocks; some ten MiB of nodes.
 */
const most = 1 << 17;

interface KeptTree {
  readonly tree: BashTree;
  /** A node keeps the children that it was asked for, so all who read the tree begin with the same one. */
  readonly root: BashNode;
  readers: number;
}

/** By their code, the one that was asked for longest ago first. */
class Trees {
  readonly byCode = new Map<string, KeptTree>();
  characters = 0;
}

const treesOf = new WeakMap<BashParser, Trees>();

/** Parses, or takes the tree that it has of this code, and reads it. What `read` returns must hold no nodes. */
export function withTree<T>(parser: BashParser, code: string, read: (root: BashNode) => T): T {
  const trees = treesOf.get(parser) ?? new Trees();
  treesOf.set(parser, trees);
  const found = trees.byCode.get(code) ?? plant(trees, code, parser.parse(code));
  // The latest is the last one to go.
  trees.byCode.delete(code);
  trees.byCode.set(code, found);
  found.readers += 1;
  try {
    return read(found.root);
  } finally {
    found.readers -= 1;
    if (trees.characters > most) freeOldest(trees);
  }
}

function plant(trees: Trees, code: string, tree: BashTree): KeptTree {
  trees.characters += code.length;
  return { tree, root: tree.rootNode, readers: 0 };
}

/** But for the last one, however long its code is. */
function freeOldest(trees: Trees): void {
  for (const [code, { tree, readers }] of trees.byCode) {
    if (trees.characters <= most || trees.byCode.size === 1) return;
    if (readers > 0) continue;
    trees.byCode.delete(code);
    trees.characters -= code.length;
    tree.delete();
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
