import type { VFileMessage } from 'vfile-message';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Position } from '../model/position.ts';
import { rangeOf } from './ranges.ts';
import type { EditedRunbook } from './workspace.ts';

/** What an editor shows of a message about the document. */
export function toDiagnostic(document: TextDocument, message: VFileMessage): Diagnostic {
  return {
    range: rangeOf(document, placeOf(message)),
    severity: severityOf(message),
    source: 'runbook',
    ...(message.ruleId === undefined ? {} : { code: message.ruleId }),
    message: message.reason,
  };
}

/**
 * The messages about the document itself that are worth an author's eye. A Markdown file that is no runbook and does
 * not speak of one is left in peace.
 */
export function messagesOf({ belowRunbooks, tree, messages }: EditedRunbook): readonly VFileMessage[] {
  const { file, text, trusted, steps } = tree.runbook;
  if (!belowRunbooks && !/^runbook:|<!--\s*runbook\b/m.test(text)) return [];
  const isRunbook = trusted || steps.some(({ kind }) => kind !== 'stop');
  return messages.filter((message) => message.file === file && (isRunbook || message.ruleId !== 'no-steps'));
}

function severityOf({ fatal }: VFileMessage): DiagnosticSeverity {
  if (fatal === true) return DiagnosticSeverity.Error;
  return fatal === false ? DiagnosticSeverity.Warning : DiagnosticSeverity.Information;
}

function placeOf({ place }: VFileMessage): Position {
  const top = { line: 1, column: 1, offset: 0 };
  if (place === undefined || !('end' in place)) return { start: top, end: top };
  return {
    start: { ...place.start, offset: place.start.offset ?? 0 },
    end: { ...place.end, offset: place.end.offset ?? 0 },
  };
}
