import type { Html, RootContent } from 'mdast';
import { annotationNames, isAnnotationName } from './annotation-table.ts';
import type { DocumentText } from './document-text.ts';
import { cut, type MappedText, type Span, spanOf } from './mapped-text.ts';
import { mapValue } from './mdast-places.ts';
import type { Report } from './problem.ts';
import { nearest } from './suggest.ts';

/** `<!-- runbook: ... -->`. */
export interface RunbookComment {
  /** The annotations in it, raw. */
  readonly body: MappedText;
  readonly span: Span;
  /** Nothing else stands in its HTML block. */
  readonly alone: boolean;
}

const comments = /<!--([\s\S]*?)(?:-->|$)/g;

/** The runbook comments in a piece of raw HTML; one whose marker is misspelt is reported. */
export function findRunbookComments(
  document: DocumentText,
  html: Html,
  report: Report,
): readonly RunbookComment[] {
  if (!html.value.includes('<!--')) return [];
  const text = mapValue(document, html);
  const found: RunbookComment[] = [];
  for (const match of text.value.matchAll(comments)) {
    const inner = match[1] ?? '';
    const start = match.index + 4;
    const span = spanOf(text, match.index, match.index + match[0].length);
    const marker = /^\s*runbook\s*:/.exec(inner)?.[0];
    if (marker === undefined) reportMarker(inner, span, report);
    else {
      const body = cut(text, start + marker.length, start + inner.length);
      found.push({ body, span, alone: match[0] === text.value.trim() });
    }
  }
  return found;
}

/** `runbook :`, however disguised: other dashes, letters and colons that look alike, characters that nobody sees. */
const opening = /^[\s\p{Cf}-]*([\p{L}\p{M}\p{N}\p{Cf}_-]+)\s*([:：﹕꞉∶]?)[\s{]*([\w-]*)/u;

function reportMarker(inner: string, span: Span, report: Report): void {
  const [, written = '', colon = '', next = ''] = opening.exec(inner) ?? [];
  const word = written.replace(/\p{Cf}/gu, '');
  const meant = nearest(word, ['runbook']) !== null;
  if (
    !meant ||
    (colon === '' &&
      !(
        isAnnotationName(next) ||
        nearest(
          next,
          annotationNames.filter((name) => name.length > 5),
        ) !== null
      ))
  )
    return;
  const looksRight = colon !== '' && (word === 'runbook' || /[^\x20-\x7e]/.test(word));
  const message = looksRight
    ? 'Unexpected comment that only looks like an annotation, expected it to begin with `<!-- runbook:` in plain letters'
    : `Unexpected \`${word}${colon}\`, expected \`runbook:\` before the annotations`;
  report('annotation-malformed', span, message);
}

/** What a runbook comment that has an HTML block to itself is about. */
export type CommentRole = 'alone' | 'section' | 'block' | 'unattached';

/** Decides by its words and its neighbours; `atTop`: it stands in no list or quote. */
export function roleOf(
  comment: RunbookComment,
  siblings: readonly RootContent[],
  index: number,
  atTop: boolean,
): CommentRole {
  if (!comment.alone) return 'unattached';
  if (/(?:^|[\s{])(?:include|stop)(?:[\s=}]|$)/.test(withoutQuoted(comment.body.value))) return 'alone';
  if (atTop && siblings[index - 1]?.type === 'heading') return 'section';
  const next = siblings[index + 1];
  return next?.type === 'code' && next.data?.fences !== undefined ? 'block' : 'unattached';
}

function withoutQuoted(text: string): string {
  return text.replace(/'[^']*'|"(?:\\[\s\S]|[^"\\])*"/g, "''");
}
