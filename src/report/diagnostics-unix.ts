import type { VFileMessage } from 'vfile-message';
import { toRecord } from './diagnostics-json.ts';
import { printable } from './printable.ts';

/** `file:line:column: severity: message [rule]`, one line each, as compilers print them and editors read them. */
export function formatUnix(messages: readonly VFileMessage[]): string {
  return messages
    .map(toRecord)
    .map(({ file, line, column, severity, message, rule }) => {
      const text = `${message.replace(/\s+/g, ' ')} [${rule}]`;
      return `${printable(`${file}:${line}:${column}: ${severity}: ${text}`)}\n`;
    })
    .join('');
}
