import type { VFileMessage } from 'vfile-message';
import type { Fix } from '../lint/fix.ts';

/** A change that takes care of a diagnostic; its places are as those of the diagnostic. */
interface FixRecord {
  readonly title: string;
  readonly edits: readonly {
    readonly line: number;
    readonly column: number;
    readonly endLine: number;
    readonly endColumn: number;
    readonly text: string;
  }[];
}

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
  readonly fix: FixRecord | null;
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
    fix: message.fix === undefined ? null : toFixRecord(message.fix),
  };
}

/** One JSON array, in the order given, with a newline at its end. */
export function formatDiagnostics(messages: readonly VFileMessage[]): string {
  return `${JSON.stringify(messages.map(toRecord), null, 2)}\n`;
}

function toFixRecord({ title, edits }: Fix): FixRecord {
  return {
    title,
    edits: edits.map(({ place: { start, end }, text }) => ({
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
      text,
    })),
  };
}

function severityOf({ fatal }: VFileMessage): DiagnosticRecord['severity'] {
  if (fatal === true) return 'error';
  return fatal === false ? 'warning' : 'info';
}
