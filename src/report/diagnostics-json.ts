import type { VFileMessage } from 'vfile-message';

/** One diagnostic as `lint --format json` prints it; lines and columns count from 1, `end` is exclusive. */
export interface DiagnosticRecord {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: 'error' | 'warning' | 'info';
  readonly rule: string;
  readonly message: string;
  readonly fix: null;
}

/** What is known of a message, in the shape that other tools read. A message about a whole file is at 1:1. */
export function toRecord(message: VFileMessage): DiagnosticRecord {
  const start = { line: message.line ?? 1, column: message.column ?? 1 };
  const end = message.place !== undefined && 'end' in message.place ? message.place.end : start;
  return {
    file: message.file ?? '',
    ...start,
    endLine: end.line,
    endColumn: end.column,
    severity: severityOf(message),
    rule: message.ruleId ?? '',
    message: message.reason,
    fix: null,
  };
}

/** One JSON array, in the order given, with a newline at its end. */
export function formatDiagnostics(messages: readonly VFileMessage[]): string {
  return `${JSON.stringify(messages.map(toRecord), null, 2)}\n`;
}

function severityOf({ fatal }: VFileMessage): DiagnosticRecord['severity'] {
  if (fatal === true) return 'error';
  return fatal === false ? 'warning' : 'info';
}
