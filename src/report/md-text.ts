import { plainText, plainWords } from './plain-text.ts';

/** Words on one line of Markdown that mean nothing but themselves, at the start of a list item and in a table too. */
export function mdWords(text: string): string {
  return plainWords(text)
    .replace(/[\\`*_{}[\]<>#|~$!]|&(?=[#\w])|@(?=[\w-]+\.)|:(?=\/\/)|(?<=www)\./gi, '\\$&')
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}

/** The same as code. Not for tables, where a bar would end it. */
export function mdCode(text: string): string {
  const words = plainWords(text);
  if (words === '') return '';
  const ticks = '`'.repeat(longestRun(words) + 1);
  const padded = /^`|`$/.test(words) ? ` ${words} ` : words;
  return `${ticks}${padded}${ticks}`;
}

/** Lines in a fence that nothing in them can close; ends with a newline. */
export function mdFence(text: string, language: 'bash' | 'text', indent = ''): string {
  const body = plainText(text);
  const ticks = '`'.repeat(Math.max(3, longestRun(body) + 1));
  const lines = [`${ticks}${language}`, ...body.split('\n'), ticks];
  return lines.map((line) => `${line === '' ? '' : indent}${line}\n`).join('');
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
