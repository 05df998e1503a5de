import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { structuredPatch } from 'diff';
import { findCopy } from '../journal/find-copy.ts';
import type { Run } from '../journal/run-store.ts';
import type { Entry } from '../model/event.ts';
import type { DocumentRecord } from '../model/run-event.ts';
import type { RunbookTree } from '../plan/runbook-tree.ts';
import { listTree } from '../plan/unite-requirements.ts';
import type { Particular } from '../ui/other-views.ts';
import { shownDirectory } from './shown-directory.ts';

/** More lines of a document are for a program of one's own to show. */
const mostLines = 24;

/**
 * The lines of each document that are not as the run last had them, and where the text of before is. A document that it
 * did not have yet has no such lines.
 */
export function changedLines(
  place: Run,
  entries: readonly Entry[],
  tree: RunbookTree,
): readonly Particular[] {
  const before = documentsOnRecord(entries);
  const now = new Map(listTree(tree).map(({ file, text }) => [file, text]));
  return [...now].flatMap(([file, text]) => {
    const known = before.get(file);
    const copy = known === undefined ? null : findCopy(place.directory, known);
    if (copy === null) return [];
    const lines = linesOf(readFileSync(join(place.directory, copy), 'utf8'), text, file);
    const more = lines.length - mostLines;
    const at = `${shownDirectory(place)}/${copy}`;
    const whole = more > 0 ? [`${more} more lines: diff -u ${at} ${file}`] : [`as it was: ${at}`];
    return lines.length === 0 ? [] : [...lines.slice(0, mostLines), ...whole];
  });
}

/** Where the text is kept that the run last had of a document; `null`: nowhere, or not as it was. */
export function copyOnRecord(place: Run, entries: readonly Entry[], file: string): string | null {
  const known = documentsOnRecord(entries).get(file);
  const copy = known === undefined ? null : findCopy(place.directory, known);
  return copy === null ? null : `${shownDirectory(place)}/${copy}`;
}

/** As the run last had each of them. */
function documentsOnRecord(entries: readonly Entry[]): ReadonlyMap<string, DocumentRecord> {
  const records = entries.flatMap((entry): readonly DocumentRecord[] => {
    if (entry.type === 'run-started') return [entry.runbook, ...entry.includes];
    return entry.type === 'run-resumed' ? (entry.documents ?? []) : [];
  });
  return new Map(records.map((each) => [each.file, each]));
}

function linesOf(before: string, now: string, file: string): readonly Particular[] {
  const { hunks } = structuredPatch(file, file, before, now, '', '', { context: 0 });
  return hunks.flatMap(({ newStart, lines }): readonly Particular[] => [
    `${file}, line ${newStart}`,
    ...lines.flatMap((line): readonly Particular[] => {
      const sign = line[0];
      return sign === '-' || sign === '+' ? [{ sign, line: line.slice(1) }] : [];
    }),
  ]);
}
