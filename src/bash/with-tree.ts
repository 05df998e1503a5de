import type { BashNode, BashParser } from './bash-parser.ts';

/** Parses, reads and frees the tree. What `read` returns must hold no nodes. */
export function withTree<T>(parser: BashParser, code: string, read: (root: BashNode) => T): T {
  const tree = parser.parse(code);
  try {
    return read(tree.rootNode);
  } finally {
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
