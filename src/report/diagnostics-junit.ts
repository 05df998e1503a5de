import type { VFileMessage } from 'vfile-message';
import { type DiagnosticRecord, toRecord } from './diagnostics-json.ts';

/**
 * JUnit XML: a suite for each document, a failed case for each error, a passed one that says so for each warning,
 * and one passed case for a document without either. `files` are all that were checked.
 */
export function formatJunit(messages: readonly VFileMessage[], files: readonly string[]): string {
  const records = messages.map(toRecord);
  const named = [...new Set([...files, ...records.map(({ file }) => file)])];
  const suites = named.map((file) =>
    suite(
      file,
      records.filter((record) => record.file === file),
    ),
  );
  const counts = `tests="${suites.reduce((sum, { tests }) => sum + tests, 0)}" failures="${failures(records)}" errors="0"`;
  const lines = suites.flatMap(({ lines }) => lines).map((line) => `  ${line}`);
  return `${['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites name="runbook lint" ${counts}>`, ...lines, '</testsuites>'].join('\n')}\n`;
}

interface Suite {
  readonly tests: number;
  readonly lines: readonly string[];
}

function suite(file: string, records: readonly DiagnosticRecord[]): Suite {
  const cases = records.length === 0 ? [passed(file)] : records.map((record) => failed(record));
  const head = `<testsuite name="${escapeXml(file)}" tests="${cases.length}" failures="${failures(records)}" errors="0" skipped="0">`;
  return { tests: cases.length, lines: [head, ...cases.map((line) => `  ${line}`), '</testsuite>'] };
}

function passed(file: string): string {
  return `<testcase classname="${escapeXml(file)}" name="no errors, no warnings"/>`;
}

function failed({ file, line, column, severity, rule, message }: DiagnosticRecord): string {
  const place = `${file}:${line}:${column}`;
  const head = `<testcase classname="${escapeXml(file)}" name="${escapeXml(`${rule} at ${line}:${column}`)}" file="${escapeXml(file)}" line="${line}">`;
  const body =
    severity === 'error'
      ? `<failure type="${escapeXml(rule)}" message="${escapeXml(message)}">${escapeXml(`${place} ${message}`)}</failure>`
      : `<system-out>${escapeXml(`${place} ${severity}: ${message}`)}</system-out>`;
  return `${head}${body}</testcase>`;
}

function failures(records: readonly DiagnosticRecord[]): number {
  return records.filter(({ severity }) => severity === 'error').length;
}

/** XML 1.0 has no other control characters, escaped or not. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/[\t\n\r]/g, (space) => `&#${space.charCodeAt(0)};`);
}
