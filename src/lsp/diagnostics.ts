import type { VFileMessage } from 'vfile-message';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Position } from '../model/position.ts';
import { rangeOf } from './ranges.ts';

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
