import GithubSlugger from 'github-slugger';
import type { Heading, Nodes, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Section } from '../model/runbook.ts';
import type { DocumentText } from './document-text.ts';
import type { Span } from './mapped-text.ts';
import { spanOfNode } from './mdast-places.ts';

/** A heading and what it holds, up to the next heading of its rank. */
export interface SectionNode {
  readonly section: Section;
  readonly heading: Heading | null;
  /** The section this one is a part of. */
  readonly parent: SectionNode | null;
  /** The heading; empty before the first one. */
  readonly span: Span;
  /** Offset where the next section that is no part of this one begins. */
  readonly end: number;
}

const numbering = /^(?:\d+(?:\.\d+)*[.)]?|§\s*[\d.]+)\s+(?:[-–—]+\s+)?/;

/** The sections of a document in order; the first stands for what comes before any heading. */
export function readSections(root: Root, document: DocumentText): readonly SectionNode[] {
  const slugs = slugHeadings(root);
  const headings = root.children.filter((node): node is Heading => node.type === 'heading');
  const first = headings[0];
  const start = first === undefined ? document.text.length : spanOfNode(first).start;
  const sections: SectionNode[] = [
    {
      section: { slug: '', title: '', depth: 0, within: [], source: null },
      heading: null,
      parent: null,
      span: { start: 0, end: 0 },
      end: start,
    },
  ];
  for (const [index, heading] of headings.entries()) {
    const parent = findParent(sections, heading.depth);
    const next = headings.slice(index + 1).find((other) => other.depth <= heading.depth);
    sections.push({
      section: {
        slug: slugs.get(heading) ?? '',
        title: textOf(heading, { includeHtml: false }).trim(),
        depth: heading.depth,
        within: parent === null ? [] : [...parent.section.within, parent.section.slug],
        source: document.locate(spanOfNode(heading)),
      },
      heading,
      parent,
      span: spanOfNode(heading),
      end: next === undefined ? document.text.length : spanOfNode(next).start,
    });
  }
  return sections;
}

function findParent(before: readonly SectionNode[], depth: number): SectionNode | null {
  let found = before.at(-1) ?? null;
  // What stands between a section and the one it is part of is no less deep than itself.
  while (found !== null && (found.heading === null || found.section.depth >= depth)) found = found.parent;
  return found;
}

/** Slugs as forges make them count every heading, those in quotes and lists too. */
function slugHeadings(root: Root): ReadonlyMap<Heading, string> {
  const slugger = new GithubSlugger();
  const slugs = new Map<Heading, string>();
  const visit = (node: Nodes): void => {
    if (node.type === 'heading') slugs.set(node, slugger.slug(textOf(node, { includeHtml: false })));
    else if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(root);
  return slugs;
}

/** The section and those it is a part of, innermost first. */
export function lineage(section: SectionNode): readonly SectionNode[] {
  return section.parent === null ? [section] : [section, ...lineage(section.parent)];
}

/** Whether a section holds a place, be it in a part of it. */
export function isInside({ start }: Span, section: SectionNode): boolean {
  return start >= section.span.start && start < section.end;
}

/** `Re-CIDR (gated, destructive)`: a human has to agree, with or without a block. */
export function saysGated(title: string): boolean {
  return /\(gated\b/i.test(title);
}

/** A heading that marks a procedure: `(read-only)`, `(gated ...)`, `RUN -- jumphost`, `CHECK ...`. */
export function saysProcedure(title: string): boolean {
  const text = title.replace(numbering, '');
  return (
    saysGated(text) ||
    /\(read-?only\b/i.test(text) ||
    /(?:^|[-–—:]\s)(?:RUN\s+(?:-+|[–—])|CHECK\b)/.test(text)
  );
}

/** A heading whose task list is a checklist. */
export function saysChecklist(title: string): boolean {
  return /\b(?:acceptance|go\s*\/\s*no-?go|go-no-go|checklist|prerequisites?)\b/i.test(title);
}

/** A heading that says just Rollback, Roll back, Back-out or Backout. */
export function saysRollback(title: string): boolean {
  return /^(?:roll(?:[ -]?back)|back-?out)[.:]?$/i.test(title.replace(numbering, ''));
}
