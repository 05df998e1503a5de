import type { Definition, Link, Nodes } from 'mdast';
import { spanOfNode } from '../../parse/mdast-places.ts';
import { anchorsOf, comparableAnchor } from '../anchors.ts';
import { lazily } from '../lazily.ts';
import type { LintDocument } from '../lint-document.ts';
import { directoryOf, resolvePath } from '../paths.ts';
import type { Repository } from '../repository.ts';
import type { Finding, Rule } from '../rule.ts';

/** A link to a file of the repository, or to a heading, that is not there. */
export const brokenLink: Rule = {
  id: 'broken-link',
  description: 'A link to a file or a heading that is not there.',
  severity: 'warning',
  guardsPromise: false,
  disabling: 'allowed',
  check(document, { repository }) {
    const own = lazily(() => anchorsOf(document.root));
    return linksOf(document.root).flatMap((node) => {
      const reason = complain(node.url, document, own, repository);
      if (reason === null) return [];
      return [{ reason, place: document.text.locate(spanOfNode(node)).position } satisfies Finding];
    });
  },
};

function linksOf(node: Nodes): readonly (Link | Definition)[] {
  if (node.type === 'definition') return [node];
  const within = 'children' in node ? node.children.flatMap(linksOf) : [];
  return node.type === 'link' ? [node, ...within] : within;
}

function complain(
  url: string,
  { runbook, text }: LintDocument,
  own: () => ReadonlySet<string>,
  repository: Repository | undefined,
): string | null {
  // Elsewhere, from the root of some site, or filled in by a template.
  if (/^(?:[a-z][a-z0-9+.-]*:|\/)|[{}<>$*]/i.test(url)) return null;
  const [, written = '', anchor = ''] = /^([^#?]*)(?:\?[^#]*)?(?:#(.*))?$/.exec(url) ?? [];
  if (written === '') return namesLabels(text.text) ? null : complainOfAnchor(anchor, own(), 'this document');
  const path = resolvePath(directoryOf(runbook.file), decode(written));
  if (path === null || path === '' || repository === undefined) return null;
  const there = repository.look(path);
  if (there === 'outside') return null;
  if (there === null) {
    // Sites leave the ending out, and name pages that are made from something else.
    if (!/\.[a-z0-9]{1,5}$/i.test(path) || /\.html?$/i.test(path)) return null;
    // Where each page is served as a folder, one goes up to what stands beside it.
    if (written.startsWith('../') && isBeside(runbook.file, written, repository)) return null;
    return `Unexpected link to ${written}, which is no file of the project`;
  }
  if (there.type === 'directory' || !/\.(?:md|markdown)$/i.test(path)) return null;
  const anchors = repository.anchors(path);
  return anchors === null ? null : complainOfAnchor(anchor, anchors, written);
}

function isBeside(file: string, written: string, repository: Repository): boolean {
  const path = resolvePath(file.replace(/\.\w+$/, ''), decode(written));
  return path !== null && path !== '' && repository.look(path) !== null;
}

/** Sphinx (MyST) links to labels such as `(how-to:restart)=` in any document by their bare names. */
function namesLabels(text: string): boolean {
  return /^[ \t]*(?:\([\w:. -]+\)=[ \t]*$|(?:`{3,}|:{3,})\{[a-z][\w:-]*\})/m.test(text);
}

function complainOfAnchor(anchor: string, anchors: ReadonlySet<string>, where: string): string | null {
  const wanted = comparableAnchor(decode(anchor));
  if (wanted === '' || wanted === 'top' || /^L\d/.test(anchor) || anchors.has(wanted)) return null;
  if (anchor.startsWith(':~:') || anchor.startsWith('!') || anchor.startsWith('/')) return null;
  return `Unexpected link to #${anchor}, which is no heading of ${where}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
