import type { Node, Tree } from 'web-tree-sitter';

export type BashNode = Node;
export type BashTree = Tree;

/** Turns shell source into tree-sitter-bash's syntax tree. Executes nothing. */
export interface BashParser {
  parse(code: string): BashTree;
}
