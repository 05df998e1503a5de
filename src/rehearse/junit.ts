import { tellCoverage, tellUnsaidBy } from './coverage-words.ts';
import type { RehearsalReport, RunbookRehearsals } from './rehearsal-report.ts';
import type { Rehearsed } from './rehearse.ts';

/** The report as JUnit XML: a suite a runbook, a case a scenario. */
export function formatJunit({ runbooks }: RehearsalReport): string {
  const suites = runbooks.map(suite).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="runbook rehearse">\n${suites}</testsuites>\n`;
}

function suite(runbook: RunbookRehearsals): string {
  const { id, rehearsals } = runbook;
  const failures = rehearsals.filter(({ differences }) => differences.length > 0).length;
  const took = rehearsals.reduce((sum, rehearsed) => sum + rehearsed.took, 0);
  const counts = `tests="${rehearsals.length}" failures="${failures}" time="${seconds(took)}"`;
  const said = `    <system-out>${escapeText(tellCoverage(runbook).join('\n'))}</system-out>\n`;
  return `  <testsuite name="${escapeText(id)}" ${counts}>\n${rehearsals.map((each) => testCase(id, each)).join('')}${said}  </testsuite>\n`;
}

function testCase(id: string, rehearsed: Rehearsed): string {
  const { scenario, differences, took } = rehearsed;
  const names = `classname="${escapeText(id)}" name="${escapeText(scenario.name)}" file="${escapeText(scenario.file)}"`;
  const [first] = differences;
  const unsaid = tellUnsaidBy(rehearsed);
  const inner = [
    ...(first === undefined
      ? []
      : [`<failure message="${escapeText(first.message)}">${escapeText(tellAll(differences))}</failure>`]),
    ...(unsaid === null
      ? []
      : [
          `<system-out>${escapeText(`does not say what becomes of steps that it did not run; it could: ${unsaid}`)}</system-out>`,
        ]),
  ];
  const body =
    inner.length === 0 ? '/>' : `>\n${inner.map((each) => `      ${each}\n`).join('')}    </testcase>`;
  return `    <testcase ${names} time="${seconds(took)}"${body}\n`;
}

function tellAll(differences: Rehearsed['differences']): string {
  return differences.map(({ at, message }) => `${at} ${message}`).join('\n');
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(3);
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML 1.0 has no place for most control characters. */
function escapeText(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\u{fffd}')
    .replace(/[&<>"]/g, (char) => entities[char] ?? char);
}
