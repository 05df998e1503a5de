import type { Root, RootContent } from 'mdast';
import type { SectionNode } from './section-tree.ts';

/** A node of the document's flow (not of a line of text), with its neighbours. */
export interface Flow {
  readonly node: RootContent;
  readonly siblings: readonly RootContent[];
  readonly index: number;
  /** It stands in the document itself, not in a list or quote. */
  readonly atTop: boolean;
  readonly section: SectionNode;
}

const containers: ReadonlySet<string> = new Set(['blockquote', 'list', 'listItem', 'footnoteDefinition']);

/** All flow of a document in order; a container comes before what it holds. */
export function listFlow(root: Root, sections: readonly SectionNode[]): readonly Flow[] {
  const flow: Flow[] = [];
  let current = 0;
  const visit = (siblings: readonly RootContent[], atTop: boolean): void => {
    for (const [index, node] of siblings.entries()) {
      if (sections[current + 1]?.heading === node) current += 1;
      const section = sections[current];
      if (section === undefined) continue;
      flow.push({ node, siblings, index, atTop, section });
      if (containers.has(node.type) && 'children' in node)
        visit(node.children as readonly RootContent[], false);
    }
  };
  visit(root.children, true);
  return flow;
}
