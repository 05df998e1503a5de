import type { Root } from 'mdast';
import type { VFileMessage } from 'vfile-message';
import type { BashParser } from '../bash/tree/bash-parser.ts';
import type { Runbook } from '../model/runbook.ts';
import { collectSteps } from './collect-steps.ts';
import { refuseSize } from './document-size.ts';
import { type DocumentText, readDocumentText } from './document-text.ts';
import type { Draft } from './draft.ts';
import { draftChecklists } from './draft-checklists.ts';
import { listFlow } from './flow.ts';
import { reportStepless } from './guards.ts';
import { nameSteps } from './name-steps.ts';
import type { ParseContext } from './parse-context.ts';
import { parseMarkdown } from './parse-markdown.ts';
import { type Problem, toMessages } from './problem.ts';
import { type Frontmatter, readFrontmatter } from './read-frontmatter.ts';
import { readSectionSettings } from './section-settings.ts';
import { draftSectionSteps } from './section-steps.ts';
import { readSections, type SectionNode } from './section-tree.ts';
import { baseName, unreadRunbook } from './unread-runbook.ts';

export interface ParseOptions {
  /** Path of the document as it is shown. */
  readonly file: string;
  /** The document lives below the project's runbook directory: only there it may opt in. */
  readonly belowRunbooks: boolean;
  /** Its size, where the text was left unread because of it; else that of the text counts. */
  readonly bytes?: number;
  readonly bash: BashParser;
  /** Whether a word is a command on PATH or a file of the repository; without it, none is. */
  readonly isCommand?: (word: string) => boolean;
}

export interface ParsedRunbook {
  readonly runbook: Runbook;
  /** The syntax tree it was read from; offsets count from behind a byte order mark. */
  readonly root: Root;
  /** In document order. One with `fatal` true forbids a run. */
  readonly messages: readonly VFileMessage[];
}

/** Reads a Markdown document as a runbook. Executes nothing; never throws: what is wrong comes as messages. */
export function parseRunbook(text: string, options: ParseOptions): ParsedRunbook {
  const tooLarge = refuseSize(options.bytes ?? text.length);
  if (tooLarge !== null) return unreadRunbook('', readDocumentText('', options.file), 'too-large', tooLarge);
  const document = readDocumentText(text, options.file);
  try {
    return read(text, document, options);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // Markdown nested so deeply that reading it exhausts the stack is no runbook.
    return unreadRunbook(text, document, 'too-deep', 'Unexpected depth of nesting, which can not be read');
  }
}

function read(text: string, document: DocumentText, options: ParseOptions): ParsedRunbook {
  const problems: Problem[] = [];
  const report = (rule: Problem['rule'], span: Problem['span'], message: string): void => {
    problems.push({ rule, span, message });
  };
  const root = parseMarkdown(document.text);
  const front = readFrontmatter(root, document, report);
  const trusted = front.optedIn && options.belowRunbooks;
  if (front.optedIn && !trusted) report('not-below-runbooks', front.span, notBelow);
  const { bash, isCommand = () => false } = options;
  const context: ParseContext = { document, trusted, bash, isCommand, report };
  const sections = readSections(root, document);
  const title = titleOf(front, sections, document);
  const steps = readSteps(root, sections, title, context);
  const sequence = steps.filter(({ rollback }) => !rollback).map(({ step }) => step);
  if (sequence.every(({ kind }) => kind === 'stop'))
    report(
      'no-steps',
      { start: 0, end: 0 },
      'Unexpected document without any step, expected a shell fence or a `GATE:`',
    );
  const runbook: Runbook = {
    id: front.id ?? baseName(document.file),
    title,
    file: document.file,
    trusted,
    requirements: front.requirements,
    sections: sections.map(({ section }) => section),
    steps: sequence,
    rollback: steps.filter(({ rollback }) => rollback).map(({ step }) => step),
    text,
  };
  return { runbook, root, messages: toMessages(problems, document, trusted) };
}

const notBelow =
  'Unexpected `runbook:` in a document outside the runbook directory: it is run in careful mode, every block at a gate';

function readSteps(
  root: Root,
  sections: readonly SectionNode[],
  title: string,
  context: ParseContext,
): ReturnType<typeof nameSteps> {
  const settings = readSectionSettings(root, sections, context);
  const walked = collectSteps(listFlow(root, sections), settings, context);
  const checklists = draftChecklists(walked.checklists, walked.drafts, context);
  const collected = { ...walked, drafts: [...walked.drafts, ...checklists] };
  const drafts: Draft[] = [...collected.drafts, ...draftSectionSteps(sections, settings, collected, context)];
  drafts.sort((a, b) => a.span.start - b.span.start);
  reportStepless(settings, drafts, context);
  return nameSteps(drafts, collected.comments, settings, title, context);
}

function titleOf(front: Frontmatter, sections: readonly SectionNode[], document: DocumentText): string {
  const heading = sections.find(({ section }) => section.depth === 1);
  return front.title?.trim() || heading?.section.title || baseName(document.file);
}
