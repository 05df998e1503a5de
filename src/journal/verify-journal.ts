import type { BlockEnded, Entry, ShellClosed } from '../model/event.ts';
import type { DocumentRecord } from '../model/run-event.ts';
import type { Damage } from './damage.ts';
import { findCopy } from './find-copy.ts';
import { type JournalScan, scanJournal } from './read-journal.ts';
import { documentName, fileOfRun } from './run-files.ts';
import { digestFile, type FileDigest } from './sha256.ts';

export interface Verification {
  /** Nothing found: the record is as it was written, up to its last line. */
  readonly findings: readonly Damage[];
  /** Those of them that are about the journal itself. */
  readonly journalDamage: readonly Damage[];
  readonly entries: readonly Entry[];
  /** The line that each of `entries` stands on. */
  readonly lines: readonly number[];
  /** Hash of the last whole line. */
  readonly head: string;
  /** The line that the expected head is the hash of; later lines were added since. */
  readonly headLine: number | null;
}

export interface VerifyOptions {
  /** A head hash printed earlier. Without one a cut tail or a change in the last line cannot be seen. */
  readonly head?: string;
}

/**
 * Holds a run's directory against its journal: the chain and its sequence, every recorded log's size and
 * hash, the copy of the document, and the head. Throws nothing.
 */
export function verifyJournal(directory: string, { head }: VerifyOptions = {}): Verification {
  const scan = scanJournal(directory);
  const files = scan.entries.flatMap((entry, index) => checkEntry(directory, entry, scan.lines[index] ?? 0));
  const headLine = head === undefined ? 0 : scan.heads.indexOf(head.trim().toLowerCase()) + 1;
  const journalDamage = [...scan.damage, ...checkBeginning(scan)];
  const findings = [...journalDamage, ...files].sort((a, b) => a.line - b.line);
  if (head !== undefined && headLine === 0) findings.push(missingHead(scan, head));
  const { entries, lines } = scan;
  return {
    findings,
    journalDamage,
    entries,
    lines,
    head: scan.head,
    headLine: headLine === 0 ? null : headLine,
  };
}

function checkBeginning({ entries, lines, damage }: JournalScan): readonly Damage[] {
  if (entries.length === 0 && damage.length === 0)
    return [{ type: 'wrong-beginning', line: 1, message: 'is not there: the journal holds nothing' }];
  return entries.flatMap((entry, index): readonly Damage[] => {
    if ((entry.type === 'run-started') === (index === 0)) return [];
    const message = index === 0 ? 'is not the start of a run' : 'starts a run again';
    return [{ type: 'wrong-beginning', line: lines[index] ?? 0, message }];
  });
}

function checkEntry(directory: string, entry: Entry, line: number): readonly Damage[] {
  const faults = faultsOf(directory, entry);
  return faults.flatMap((fault) => (fault === null ? [] : [{ ...fault, line }]));
}

function faultsOf(directory: string, entry: Entry): readonly (Omit<Damage, 'line'> | null)[] {
  switch (entry.type) {
    case 'block-ended':
      return [checkLog(directory, entry)];
    case 'shell-closed':
      return [checkTranscript(directory, entry)];
    case 'run-started':
      return [entry.runbook, ...entry.includes].map((each) => checkCopy(directory, each));
    case 'run-resumed':
      return (entry.documents ?? []).map((each) => checkCopy(directory, each));
    default:
      return [];
  }
}

function checkLog(directory: string, { output }: BlockEnded): Omit<Damage, 'line'> | null {
  const found = digest(directory, output.file);
  const difference = describeDifference(output.file, found, output.sha256, output.bytes);
  return difference === null ? null : { type: 'wrong-log', message: difference };
}

function checkTranscript(directory: string, { log, sha256 }: ShellClosed): Omit<Damage, 'line'> | null {
  if (log === null || sha256 === null || sha256 === undefined) return null;
  const difference = describeDifference(log, digest(directory, log), sha256, null);
  return difference === null ? null : { type: 'wrong-log', message: difference };
}

function checkCopy(directory: string, document: DocumentRecord): Omit<Damage, 'line'> | null {
  if (findCopy(directory, document) !== null) return null;
  const copy = documentName(document.file);
  // Later texts stand beside the first: which of them it was cannot be told.
  if (digest(directory, `${copy}.2`) !== null)
    return {
      type: 'wrong-document',
      message: `records a text of ${document.file} of which no copy is as it was`,
    };
  const difference = describeDifference(copy, digest(directory, copy), document.sha256, null);
  return difference === null ? null : { type: 'wrong-document', message: difference };
}

function digest(directory: string, name: string): FileDigest | null {
  const path = fileOfRun(directory, name);
  return path === null ? null : digestFile(path);
}

function describeDifference(
  name: string,
  found: FileDigest | null,
  hash: string,
  bytes: number | null,
): string | null {
  if (found === null) return `records ${name}, which is missing or cannot be read`;
  if (bytes !== null && found.bytes !== bytes) {
    return `records ${bytes} bytes in ${name}, which has ${found.bytes}`;
  }
  return found.sha256 === hash ? null : `records ${name}, which was changed`;
}

function missingHead(scan: JournalScan, expected: string): Damage {
  return {
    type: 'wrong-head',
    line: scan.heads.length,
    message: `ends with ${scan.head}; no line has the expected ${expected}: lines are missing at the end, or were changed`,
  };
}
