import type { Requirements, Runbook } from '../model/runbook.ts';
import type { DocumentText } from './document-text.ts';
import type { ParsedRunbook } from './parse-runbook.ts';
import { type Problem, toMessages } from './problem.ts';

const noRequirements: Requirements = {
  target: null,
  host: null,
  user: null,
  needs: [],
  secrets: [],
  cwd: null,
  after: [],
  inputs: [],
};

/** A document of which nothing is read, for one reason, as a runbook without a step. */
export function unreadRunbook(
  text: string,
  document: DocumentText,
  rule: Problem['rule'],
  message: string,
): ParsedRunbook {
  const name = baseName(document.file);
  const runbook: Runbook = {
    id: name,
    title: name,
    file: document.file,
    trusted: false,
    requirements: noRequirements,
    sections: [],
    steps: [],
    rollback: [],
    text,
  };
  return {
    runbook,
    root: { type: 'root', children: [] },
    messages: toMessages([{ rule, span: { start: 0, end: 0 }, message }], document, false),
  };
}

/** The name of a Markdown file without its folder and its ending. */
export function baseName(file: string): string {
  return file.replace(/^.*[/\\]/, '').replace(/\.(?:md|markdown)$/i, '');
}
