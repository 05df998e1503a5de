import { stringify } from 'yaml';
import { tellCoverage, tellSilent } from './coverage-words.ts';
import type { RehearsalReport } from './rehearsal-report.ts';
import type { Rehearsed } from './rehearse.ts';

/** The report as TAP 14. */
export function formatTap({ runbooks, unrehearsed, isolated }: RehearsalReport): string {
  const total = runbooks.reduce((sum, { rehearsals }) => sum + rehearsals.length, 0);
  const network = isolated
    ? 'no network'
    : 'the system cannot take the network away; only PATH keeps commands in';
  const lines = ['TAP version 14', `1..${total}`, comment(network)];
  let number = 0;
  for (const runbook of runbooks) {
    for (const rehearsed of runbook.rehearsals) {
      number += 1;
      lines.push(...pointLines(number, runbook.id, rehearsed));
    }
    lines.push(...[...tellCoverage(runbook), ...tellSilent(runbook.rehearsals)].map(comment));
  }
  lines.push(...unrehearsed.map((id) => comment(`${id}: no scenario rehearses it`)));
  return `${lines.join('\n')}\n`;
}

function pointLines(number: number, id: string, rehearsed: Rehearsed): readonly string[] {
  const { scenario, differences, directory } = rehearsed;
  const ok = differences.length === 0;
  const point = `${ok ? 'ok' : 'not ok'} ${number} - ${escapeText(`${id}: ${scenario.name}`)}`;
  return [
    point,
    ...(ok ? [] : diagnostics(rehearsed)),
    ...(directory === null ? [] : [comment(`kept in ${directory}`)]),
  ];
}

/** The first difference as a sentence, with what was expected and found; the others behind it. */
function diagnostics({ differences, took }: Rehearsed): readonly string[] {
  const [first, ...others] = differences;
  if (first === undefined) return [];
  const { message, at, expected, found } = first;
  const block = {
    message,
    at,
    ...(expected === null ? {} : { expected, found }),
    ...(others.length === 0 ? {} : { also: others.map((other) => `${other.at} ${other.message}`) }),
    duration_ms: took,
  };
  const text = stringify(block, { lineWidth: 0 }).trimEnd();
  return ['---', ...text.split('\n'), '...'].map((line) => `  ${line}`);
}

/** `#` would begin a directive. */
function escapeText(text: string): string {
  return oneLine(text).replace(/[\\#]/g, '\\$&');
}

function comment(text: string): string {
  return `# ${oneLine(text)}`;
}

function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
