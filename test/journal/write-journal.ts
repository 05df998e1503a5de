import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createJournal } from '../../src/journal/open-journal.ts';
import type { Event } from '../../src/model/event.ts';

export const run = '20261121-1403-a1f3';
export const now = () => Date.UTC(2026, 10, 21, 14, 3);
export const operator = { account: 'ubuntu', sudoFrom: null, name: 'jesse' };
export const fileOf = (directory: string) => join(directory, 'journal.jsonl');

export const note = (text: string): Event => ({ type: 'note-added', step: null, text, by: operator });

/** Writes a fresh journal of these events into `directory` and returns its bytes and head. */
export function writeJournal(directory: string, events: readonly Event[]) {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const journal = createJournal({ directory, run, now });
  const entries = events.map((event) => journal.append(event));
  journal.close();
  return { bytes: readFileSync(fileOf(directory)), head: journal.head, entries };
}

export function overwrite(directory: string, bytes: Uint8Array): void {
  writeFileSync(fileOf(directory), bytes);
}
