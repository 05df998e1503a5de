import type { List, ListItem, Nodes } from 'mdast';

/** The lists of a document that are in no other list. */
export function listsOf(node: Nodes): readonly List[] {
  if (node.type === 'list') return [node];
  return 'children' in node ? node.children.flatMap(listsOf) : [];
}

/** A list with a box before one of its items, or of those within them. */
export function isTaskList(list: List): boolean {
  return tasksOf(list).length > 0;
}

/** The items with a box, nested ones included. */
export function tasksOf(list: List): readonly ListItem[] {
  return list.children.flatMap((item) => [
    ...(typeof item.checked === 'boolean' ? [item] : []),
    ...item.children.flatMap((child) => (child.type === 'list' ? tasksOf(child) : [])),
  ]);
}
