import GithubSlugger from 'github-slugger';
import type { Nodes, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';

/** What links into a document may name: its headings, and the ids in its HTML; each as `comparableAnchor` has it. */
export function anchorsOf(root: Root): ReadonlySet<string> {
  const slugger = new GithubSlugger();
  const anchors = new Set<string>();
  const add = (anchor: string) => anchors.add(comparableAnchor(anchor));
  const visit = (node: Nodes): void => {
    if (node.type === 'heading') {
      const text = textOf(node, { includeHtml: false });
      add(slugger.slug(text));
      const [, own] = /\{\s*#([^\s}]+)[^}]*\}\s*$/.exec(text) ?? [];
      if (own !== undefined) add(own).add(comparableAnchor(text.replace(/\{[^}]*\}\s*$/, '')));
    }
    if (node.type === 'html') {
      for (const [, id = ''] of node.value.matchAll(/\b(?:id|name)\s*=\s*["']?([^"'\s>]+)/gi)) add(id);
      for (const [, text = ''] of node.value.matchAll(/<h[1-6][^>]*>([\s\S]*?)<\/h[1-6]>/gi))
        add(slugger.slug(text.replace(/<[^>]*>/g, '')));
    }
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(root);
  return anchors;
}

/** Forges make anchors a little differently (blanks, dashes, signs); of each, only letters and digits are compared. */
export function comparableAnchor(anchor: string): string {
  return anchor
    .toLowerCase()
    .replace(/^user-content-/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
