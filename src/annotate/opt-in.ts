import { isMap, parseDocument } from 'yaml';
import { isIdentifier } from '../parse/identifier.ts';
import { spanOfNode } from '../parse/mdast-places.ts';
import type { AnnotatedDocument } from './annotated-document.ts';
import type { TextEdit } from './text-edit.ts';
import { endingAt } from './write-proposals.ts';

/** Whether the frontmatter has a `runbook:` key. */
export function hasOptedIn({ root }: AnnotatedDocument): boolean {
  const first = root.children[0];
  if (first?.type !== 'yaml') return false;
  const { contents } = parseDocument(first.value);
  return isMap(contents) && contents.has('runbook');
}

/** The edit that adds `runbook: ID` to a document without it; `null` where its frontmatter cannot take it. */
export function optIn({ root, text: document, parsed }: AnnotatedDocument): TextEdit | null {
  const { text, file } = document;
  const id = idFor(file);
  const first = root.children[0];
  // What introduces a folder is no runbook, whatever it shows.
  if (
    id === null ||
    /^(?:readme|index|contributing|changelog)$/i.test(id) ||
    parsed.runbook.sections.length === 0
  )
    return null;
  if (first?.type !== 'yaml') {
    // Frontmatter of another kind, or that is never closed, stays the first thing in its file.
    if (/^(?:---|\+\+\+|;;;|\{)\s*$/.test(document.line(1).text)) return null;
    const ending = endingAt(text, 0);
    const key = `---${ending}runbook: ${id}${ending}---${ending}`;
    return { start: 0, end: 0, text: `${key}${/^[ \t]*(?:\r|\n|$)/.test(text) ? '' : ending}` };
  }
  const yaml = parseDocument(first.value);
  if (
    yaml.errors.length > 0 ||
    (yaml.contents !== null && (!isMap(yaml.contents) || yaml.contents.flow === true))
  )
    return null;
  const closing = document.line(first.position?.end.line ?? 1).start;
  if (closing <= spanOfNode(first).start) return null;
  return { start: closing, end: closing, text: `runbook: ${id}${endingAt(text, spanOfNode(first).start)}` };
}

/** The name of the file, as far as an id can be made of it. */
function idFor(file: string): string | null {
  const name = file.replace(/^.*[/\\]/, '').replace(/\.(?:md|markdown)$/i, '');
  const id = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-._]+|[-._]+$/g, '');
  // A number, `true` or `null` would be no text in YAML.
  return isIdentifier(id) && typeof parseDocument(id).toJS() === 'string' ? id : null;
}
