import type { List, ListItem, Nodes, Root } from 'mdast';
import type { Section } from '../model/runbook.ts';

/** A list with a box before one of its items, and the section it stands in. */
export interface TaskList {
  readonly list: List;
  readonly section: Section | undefined;
}

/** The task lists of a document that are in no other list. `sections` in the order of the document. */
export function findTaskLists(root: Root, sections: readonly Section[]): readonly TaskList[] {
  let begun = 0;
  return listsOf(root)
    .filter((list) => tasksOf(list).length > 0)
    .map((list) => {
      const at = list.position?.start.offset ?? 0;
      while (begun < sections.length && startOf(sections[begun]) <= at) begun += 1;
      return { list, section: sections[begun - 1] };
    });
}

function startOf(section: Section | undefined): number {
  return section?.source?.position.start.offset ?? 0;
}

function listsOf(node: Nodes): readonly List[] {
  if (node.type === 'list') return [node];
  return 'children' in node ? node.children.flatMap(listsOf) : [];
}

/** The items with a box, nested ones included. */
export function tasksOf(list: List): readonly ListItem[] {
  return list.children.flatMap((item) => [
    ...(typeof item.checked === 'boolean' ? [item] : []),
    ...item.children.flatMap((child) => (child.type === 'list' ? tasksOf(child) : [])),
  ]);
}
