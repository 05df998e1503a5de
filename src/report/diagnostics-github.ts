import type { VFileMessage } from 'vfile-message';
import { type DiagnosticRecord, toRecord } from './diagnostics-json.ts';

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Workflow commands that GitHub shows beside the lines of a change, one a diagnostic. */
export function formatGithub(messages: readonly VFileMessage[]): string {
  return messages
    .map(toRecord)
    .map((record) => `::${commands[record.severity]} ${properties(record)}::${escapeData(record.message)}\n`)
    .join('');
}

/** GitHub takes columns only for places within one line; its end column is inclusive. */
function properties({ file, line, endLine, column, endColumn, rule }: DiagnosticRecord): string {
  const columns =
    line === endLine ? { col: column, endColumn: Math.max(column, endColumn - 1) } : { col: column };
  const all = { file, line, endLine, ...columns, title: rule };
  return Object.entries(all)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
    .join(',');
}

/** See actions/toolkit, packages/core/src/command.ts. */
function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
