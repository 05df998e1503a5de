import type { VFileMessage } from 'vfile-message';
import { type DiagnosticRecord, toRecord } from './diagnostics-json.ts';

/** A rule as a list of them describes it. */
export interface SarifRule {
  readonly id: string;
  readonly description: string;
  readonly severity: 'error' | 'warning';
}

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/** One SARIF 2.1.0 log with one run; rules that found nothing are not listed. Ends with a newline. */
export function formatSarif(
  messages: readonly VFileMessage[],
  rules: readonly SarifRule[],
  version: string,
): string {
  const records = messages.map(toRecord);
  const found = [...new Set(records.map(({ rule }) => rule))].sort();
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'runbook',
            version,
            rules: found.map((id) => describeRule(id, rules)),
          },
        },
        columnKind: 'utf16CodeUnits',
        // GitHub resolves it to the checkout.
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the project.' } } },
        results: records.map((record) => describeResult(record, found)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function describeRule(id: string, rules: readonly SarifRule[]) {
  const rule = rules.find((each) => each.id === id);
  if (rule === undefined) return { id };
  return {
    id,
    shortDescription: { text: rule.description },
    help: { text: `${rule.description} See: runbook lint --explain ${id}` },
    defaultConfiguration: { level: rule.severity },
  };
}

function describeResult(record: DiagnosticRecord, found: readonly string[]) {
  const artifactLocation = locationOf(record.file);
  const physicalLocation = { artifactLocation, region: regionOf(record) };
  const result = {
    ruleId: record.rule,
    ruleIndex: found.indexOf(record.rule),
    level: levels[record.severity],
    message: { text: record.message },
    locations: [{ physicalLocation }],
  };
  if (record.fix === null) return result;
  const replacements = record.fix.edits.map((edit) => ({
    deletedRegion: regionOf(edit),
    insertedContent: { text: edit.text },
  }));
  return {
    ...result,
    fixes: [
      { description: { text: record.fix.title }, artifactChanges: [{ artifactLocation, replacements }] },
    ],
  };
}

/** A file below the project root; an absolute path names itself. */
function locationOf(file: string) {
  const uri = file.split('/').map(encodeURIComponent).join('/');
  return file.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: '%SRCROOT%' };
}

function regionOf({
  line,
  column,
  endLine,
  endColumn,
}: Pick<DiagnosticRecord, 'line' | 'column' | 'endLine' | 'endColumn'>) {
  return { startLine: line, startColumn: column, endLine, endColumn };
}
