import type { VFileMessage } from 'vfile-message';
import { type DiagnosticRecord, toRecord } from './diagnostics-json.ts';
import { columnsOf, printable, wrap } from './printable.ts';

export interface DiagnosticsLayout {
  /** Text of each document, by the name in the messages; without it no source line is shown. */
  readonly sources: ReadonlyMap<string, string>;
  readonly colour: boolean;
  /** Width of the terminal. */
  readonly columns: number;
}

/**
 * Diagnostics for people: where, how bad, what, which rule; the source line with the place marked; the counts at
 * the end. Ends with a newline.
 */
export function renderDiagnostics(messages: readonly VFileMessage[], layout: DiagnosticsLayout): string {
  const records = messages.map(toRecord);
  const blocks = records.map((record) => [...headLines(record, layout), ...sourceLines(record, layout), '']);
  return `${[...blocks.flat(), countLine(records)].join('\n')}\n`;
}

const sgr = { error: '31', warning: '33', info: '36', quiet: '2' } as const;

function paint(kind: keyof typeof sgr, text: string, { colour }: DiagnosticsLayout): string {
  return colour ? `\x1b[${sgr[kind]}m${text}\x1b[0m` : text;
}

/** One line where it fits; else the message stands indented below, its rule behind it. */
function headLines(record: DiagnosticRecord, layout: DiagnosticsLayout): readonly string[] {
  const { severity } = record;
  const place = printable(`${record.file}:${record.line}:${record.column}`);
  const message = printable(record.message.replace(/\s+/g, ' '));
  const coloured = `${place}  ${paint(severity, severity, layout)}`;
  const rule = paint('quiet', record.rule, layout);
  if (columnsOf(`${place}  ${severity}  ${message}  ${record.rule}`) <= layout.columns) {
    return [`${coloured}  ${message}  ${rule}`];
  }
  const lines = wrap(message, layout.columns - 2);
  const last = lines.at(-1) ?? '';
  const fits = columnsOf(`  ${last}  ${record.rule}`) <= layout.columns;
  const body = fits ? [...lines.slice(0, -1), `${last}  ${rule}`] : [...lines, rule];
  return [coloured, ...body.map((line) => `  ${line}`)];
}

function sourceLines(record: DiagnosticRecord, layout: DiagnosticsLayout): readonly string[] {
  const line = layout.sources
    .get(record.file)
    ?.replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)[record.line - 1];
  if (line === undefined || line.trim() === '') return [];
  const margin = `  ${record.line} | `;
  const end = record.endLine > record.line ? line.trimEnd().length + 1 : record.endColumn;
  const window = cutAround(line, record.column - 1, end - 1, layout.columns - margin.length);
  const quiet = (text: string) => paint('quiet', text, layout);
  const mark = paint(record.severity, window.mark, layout);
  return [
    `${quiet(margin)}${window.text}`,
    `${quiet(`${' '.repeat(margin.length - 2)}| `)}${window.indent}${mark}`,
  ];
}

/** What fits of a line, with the marked stretch in it. Offsets in UTF-16 units. */
function cutAround(line: string, start: number, end: number, width: number) {
  const room = Math.max(width, 10);
  const whole = columnsOf(printable(line)) <= room;
  const before = printable(line.slice(0, start));
  const shift = whole || columnsOf(before) < room / 2;
  const lead = shift ? before : `...${before.slice(-Math.floor(room / 4))}`;
  const rest = printable(line.slice(start));
  const text = clip(`${lead}${rest}`, room);
  const marked = columnsOf(printable(line.slice(start, Math.max(end, start + 1))));
  const indent = ' '.repeat(columnsOf(lead));
  return { text, indent, mark: '^'.repeat(Math.max(1, Math.min(marked, columnsOf(text) - indent.length))) };
}

function clip(text: string, width: number): string {
  if (columnsOf(text) <= width) return text;
  let clipped = '';
  for (const character of text) {
    if (columnsOf(`${clipped}${character}...`) > width) break;
    clipped += character;
  }
  return `${clipped}...`;
}

function countLine(records: readonly DiagnosticRecord[]): string {
  const count = (severity: DiagnosticRecord['severity']) =>
    records.filter((record) => record.severity === severity).length;
  const counts = [plural(count('error'), 'error'), plural(count('warning'), 'warning')];
  if (count('info') > 0) counts.push(plural(count('info'), 'note'));
  const files = new Set(records.map(({ file }) => file)).size;
  return records.length === 0 ? 'no errors, no warnings' : `${counts.join(', ')} in ${plural(files, 'file')}`;
}

function plural(count: number, noun: string): string {
  return `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`;
}
