import type { DocumentText } from '../parse/document-text.ts';
import { type MappedText, spanOf, trim } from '../parse/mapped-text.ts';
import type { Proposal } from './proposal.ts';
import type { Block } from './read-blocks.ts';
import type { TextEdit } from './text-edit.ts';

/** The edits that proposals come to; `null` where one of them cannot be written where it would have to stand. */
export function writeProposals(
  proposals: readonly Proposal[],
  document: DocumentText,
  comments: boolean,
): readonly TextEdit[] | null {
  const edits: TextEdit[] = [];
  const blocks = new Map<Block, Addition>();
  for (const proposal of proposals) {
    if (proposal.type === 'edit') edits.push(...proposal.edits);
    else blocks.set(proposal.block, add(blocks.get(proposal.block) ?? nothing, proposal));
  }
  for (const [block, addition] of blocks) {
    const written = writeAddition(block, addition, document, comments);
    if (written === null) return null;
    edits.push(...written);
  }
  return edits;
}

/** `name="value"`, quoted so that it is read as it is given. */
export function annotation(name: string, value: string): string {
  return `${name}="${value.replace(/"|\\(?=["\\$`]|$)/g, '\\$&')}"`;
}

interface Addition {
  readonly language: string;
  /** Modes come first, as a reader looks for them there. */
  readonly first: readonly string[];
  readonly last: readonly string[];
}

const nothing: Addition = { language: '', first: [], last: [] };

function add(to: Addition, proposal: Exclude<Proposal, { readonly type: 'edit' }>): Addition {
  if (proposal.type === 'language') return { ...to, language: proposal.language };
  const isMode = proposal.kind === 'gate' || proposal.kind === 'readonly';
  return isMode
    ? { ...to, first: [...to.first, proposal.word] }
    : { ...to, last: [...to.last, proposal.word] };
}

function writeAddition(
  block: Block,
  addition: Addition,
  document: DocumentText,
  comments: boolean,
): readonly TextEdit[] | null {
  const { fence, around } = block;
  const words = [...addition.first, ...addition.last];
  const bare = fence.info.value.trim() === '';
  if (around.comment !== null || (comments && bare)) {
    if (/--!?>/.test(words.join(' '))) return null;
    const language =
      addition.language === ''
        ? []
        : (writeInfo(block, { ...nothing, language: addition.language }, document) ?? []);
    if (words.length === 0) return language;
    const comment =
      around.comment === null
        ? newComment(block, words, document)
        : extend(around.comment.body, addition, '');
    return comment === null ? null : [...language, comment];
  }
  return writeInfo(block, addition, document);
}

function writeInfo(
  { fence: { info, span } }: Block,
  { language, first, last }: Addition,
  document: DocumentText,
): readonly TextEdit[] | null {
  const words = [...first, ...last].join(' ');
  // Markdown allows no backtick behind backticks.
  if (words.includes('`') && document.text[span.start] === '`') return null;
  if (info.value.trim() !== '') {
    const lead = language === '' ? '' : `${language} `;
    return words === '' && lead === '' ? [] : [extend(info, { language, first, last }, lead)];
  }
  const at = info.offsets[0] ?? span.start;
  const text = language === '' ? ` ${words}` : [language, words].filter((part) => part !== '').join(' ');
  return [{ start: at, end: at, text }];
}

/** What stands there stays as it is written, in its braces where it has some. */
function extend(text: MappedText, { first, last }: Addition, lead: string): TextEdit {
  const existing = trim(text);
  const { start, end } = spanOf(existing);
  const [, open = '', inner = '', close = ''] = /^(\{?)([\s\S]*?)(\}?)$/.exec(existing.value) ?? [];
  const braced = open !== '' && close !== '';
  const words = [...first, (braced ? inner : existing.value).trim(), ...last].filter((word) => word !== '');
  const all = words.join(' ');
  return { start, end, text: lead + (braced ? `{${all}}` : all) };
}

/** Directly below a heading a comment would be about the section: another one keeps it from the heading. */
const spacer = '<!-- of the block below: -->';

function newComment(
  { fence, flow }: Block,
  words: readonly string[],
  document: DocumentText,
): TextEdit | null {
  const line = document.line(fence.node.position?.start.line ?? 1);
  const indent = document.text.slice(line.start, fence.span.start);
  // Beside the marker of a list item there is no line before the fence.
  if (/[^\s>]/.test(indent)) return null;
  const ending = endingAt(document.text, line.start);
  const below = flow.atTop && flow.siblings[flow.index - 1]?.type === 'heading';
  const comment = `${indent}<!-- runbook: ${words.join(' ')} -->${ending}`;
  return {
    start: line.start,
    end: line.start,
    text: below ? `${indent}${spacer}${ending}${comment}` : comment,
  };
}

/** How the line at `offset` ends; where it does not, how lines of the text do. */
export function endingAt(text: string, offset: number): string {
  return /\r\n|\n|\r/.exec(text.slice(offset))?.[0] ?? /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}
