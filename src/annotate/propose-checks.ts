import type { DocumentText } from '../parse/document-text.ts';
import { lineage, saysProcedure } from '../parse/section-tree.ts';
import type { AnnotateOptions } from './annotate-options.ts';
import type { Proposal } from './proposal.ts';
import { type Block, paragraphAfter } from './read-blocks.ts';
import { readSaidComment } from './said-comments.ts';
import { claimLiterals, readSaidOutput } from './said-output.ts';
import { readSaidText } from './said-text.ts';
import { fewLines, type ShownOutput } from './shown-output.ts';
import type { TextEdit } from './text-edit.ts';
import { annotation } from './write-proposals.ts';

/** What the document says of a block's output, as something that is checked or at least confirmed. */
export function proposeCheck(
  block: Block,
  document: DocumentText,
  { bash }: AnnotateOptions,
): readonly Proposal[] {
  const { shown } = block;
  if (shown !== null) return proposeShown(block, shown);
  if (block.checked || isNeverRun(block)) return [];
  const paragraph = paragraphAfter(block);
  const text = paragraph === null ? null : readSaidText(document, paragraph);
  const said = text === null ? null : readSaidOutput(text);
  if (said?.type === 'expect') {
    const quote = quoteParagraph(block, document, said.text);
    return [
      quote === null
        ? { type: 'annotation', kind: 'expectation', block, word: annotation('expect', said.text) }
        : { type: 'edit', kind: 'expectation', edits: [quote] },
    ];
  }
  const comment = readSaidComment(bash, block.code);
  if (comment !== null)
    return [{ type: 'annotation', kind: 'expectation', block, word: annotation('expect', comment) }];
  return said === null
    ? []
    : [{ type: 'annotation', kind: 'confirm', block, word: annotation('confirm', said.text) }];
}

function isNeverRun({ said, settings }: Block): boolean {
  return (
    [...said].some((name) => name === 'manual' || name === 'doc') ||
    /^(?:manual|doc)$/.test(settings.mode?.type ?? '')
  );
}

function proposeShown(block: Block, shown: ShownOutput): readonly Proposal[] {
  const named = shown.fence.language;
  const language = (text: string): Proposal => ({
    type: 'edit',
    kind: text === 'output' ? 'output' : 'language',
    edits: [renameFence(shown, text)],
  });
  // Below the heading of a procedure what has no language would be run.
  const unmade =
    named === '' && lineage(block.flow.section).some(({ section }) => saysProcedure(section.title))
      ? [language('text')]
      : [];
  if (block.checked || isNeverRun(block)) return unmade;
  if (shown.where === 'directly' && shown.exact) return [language('output')];
  const lines = shown.exact ? fewLines(shown.fence) : null;
  const claim = lines === null ? null : claimLiterals(lines);
  const word =
    claim === null
      ? annotation('confirm', 'the output looks as shown below the block')
      : annotation('expect', claim);
  return [{ type: 'annotation', kind: claim === null ? 'confirm' : 'expectation', block, word }, ...unmade];
}

function renameFence({ fence }: ShownOutput, language: string): TextEdit {
  const end = fence.info.offsets[0] ?? fence.span.start;
  return { start: end - fence.language.length, end, text: language };
}

/** `Expect: 3 lines` in a paragraph of one line becomes the quote that is read as an expectation. */
function quoteParagraph(block: Block, document: DocumentText, claim: string): TextEdit | null {
  const paragraph = paragraphAfter(block);
  const { start, end } = paragraph?.position ?? {};
  if (start?.offset === undefined || end?.offset === undefined || start.line !== end.line) return null;
  const written = document.text.slice(start.offset, end.offset);
  const [, said = ''] = /^expect(?:s|ed)?:[ \t]*(.*?)[ \t]*$/i.exec(written) ?? [];
  return said === claim ? { start: start.offset, end: start.offset, text: '> ' } : null;
}
