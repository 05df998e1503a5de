import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Nodes } from 'mdast';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import { checkout } from '../e2e/project.ts';

/** README.md as it is. */
export const readme = readFileSync(join(checkout, 'README.md'), 'utf8');

/** Text with each run of white space as one blank, so that line breaks do not matter. */
function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A paragraph, a table row or a code fence, as it is written, folded. */
interface Passage {
  readonly type: 'text' | 'code';
  readonly text: string;
}

/** Everything README.md says, headings and the heads of tables aside. */
function listPassages(): readonly Passage[] {
  const root = remark().use(remarkGfm).parse(readme);
  const written = (node: Nodes): string =>
    fold(readme.slice(node.position?.start.offset, node.position?.end.offset));
  const collect = (node: Nodes): readonly Passage[] => {
    if (node.type === 'heading' || node.type === 'definition') return [];
    if (node.type === 'paragraph') return [{ type: 'text', text: written(node) }];
    if (node.type === 'code') return [{ type: 'code', text: written(node) }];
    if (node.type === 'table') {
      return node.children.slice(1).map((row) => ({ type: 'text', text: written(row) }));
    }
    return 'children' in node ? node.children.flatMap(collect) : [];
  };
  return collect(root);
}

/** What README.md says that none of `known` says: words of text, or whole fences. */
export function findUnspoken(known: readonly string[]): readonly string[] {
  const spoken = known.map(fold);
  return listPassages().flatMap(({ type, text }) => {
    const parts = spoken.filter((each) => text.includes(each));
    if (type === 'code') return parts.length > 0 ? [] : [text];
    const rest = parts.reduce((left, part) => left.replace(part, ' … '), text);
    return /[\p{L}\p{N}]/u.test(rest) ? [fold(rest)] : [];
  });
}

/** Of the texts, those that README.md does not say, or says more than once. */
export function findStrays(texts: readonly string[]): readonly string[] {
  const whole = fold(readme);
  return [...new Set(texts)].filter((text) => whole.split(fold(text)).length !== 2);
}

/** The fences below a heading, without their fence lines. */
export function fencesBelow(heading: string): readonly string[] {
  const { children } = remark().use(remarkGfm).parse(readme);
  const start = children.findIndex((node) => node.type === 'heading' && written(node) === `## ${heading}`);
  const after = children.slice(start + 1);
  const end = after.findIndex((node) => node.type === 'heading');
  return after.slice(0, end).flatMap((node) => (node.type === 'code' ? [node.value] : []));
}

function written(node: Nodes): string {
  return readme.slice(node.position?.start.offset, node.position?.end.offset);
}
