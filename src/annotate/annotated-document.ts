import type { Root } from 'mdast';
import { addFunctions, noFunctions, type ShellFunctions } from '../bash/calls/functions.ts';
import type { DocumentText } from '../parse/document-text.ts';
import { readDocumentText } from '../parse/document-text.ts';
import { listFlow } from '../parse/flow.ts';
import type { ParseContext } from '../parse/parse-context.ts';
import { type ParsedRunbook, parseRunbook } from '../parse/parse-runbook.ts';
import { readSectionSettings } from '../parse/section-settings.ts';
import { readSections } from '../parse/section-tree.ts';
import type { AnnotateOptions } from './annotate-options.ts';
import { type Block, readBlocks } from './read-blocks.ts';

/** A document with what proposals are made from. */
export interface AnnotatedDocument {
  readonly text: DocumentText;
  readonly root: Root;
  readonly parsed: ParsedRunbook;
  /** The blocks that are steps, or are once they have a language, in order. */
  readonly blocks: readonly KnownBlock[];
}

/** A block, and the functions that the session knows when it begins. */
export interface KnownBlock extends Block {
  readonly functions: ShellFunctions;
}

/** Reads a document without its byte order mark. Executes nothing. */
export function readAnnotated(text: string, options: AnnotateOptions): AnnotatedDocument {
  const parsed = parseRunbook(text, options);
  const document = readDocumentText(text, options.file);
  const { bash, isCommand = () => false } = options;
  // What is wrong with the document was said when it was parsed.
  const context: ParseContext = { document, trusted: true, bash, isCommand, report: () => {} };
  const sections = readSections(parsed.root, document);
  const settings = readSectionSettings(parsed.root, sections, context);
  let functions = noFunctions;
  const blocks = readBlocks(listFlow(parsed.root, sections), settings, context).map((block) => {
    const known = { ...block, functions };
    functions = addFunctions(bash, functions, block.code);
    return known;
  });
  return { text: document, root: parsed.root, parsed, blocks };
}
