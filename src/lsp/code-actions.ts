import type { VFileMessage } from 'vfile-message';
import { type CodeAction, CodeActionKind, type Range, type TextEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Fix } from '../lint/fix.ts';
import { toDiagnostic } from './diagnostics.ts';
import { overlaps, rangeOf } from './ranges.ts';

/** The fixes of what is wrong within a range. They change the document in the editor, and nothing else. */
export function codeActions(
  document: TextDocument,
  messages: readonly VFileMessage[],
  range: Range,
): readonly CodeAction[] {
  return messages.flatMap((message): readonly CodeAction[] => {
    const diagnostic = toDiagnostic(document, message);
    if (message.fix === undefined || !overlaps(diagnostic.range, range)) return [];
    return [
      {
        title: message.fix.title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnostic],
        isPreferred: true,
        edit: { changes: { [document.uri]: toEdits(document, message.fix) } },
      },
    ];
  });
}

function toEdits(document: TextDocument, { edits }: Fix): TextEdit[] {
  return edits.map(({ place, text }) => ({ range: rangeOf(document, place), newText: text }));
}
