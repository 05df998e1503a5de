import type { Entry, Operator } from '../model/event.ts';
import { nameOperator } from '../model/operator-name.ts';
import type { DocumentRecord, RunResumed, RunStarted } from '../model/run-event.ts';
import { tellTime } from './plain-text.ts';

/** A text of a document that a run went by. */
export interface AgreedText {
  /** From the project root; `null`: the journal, an older one, does not say of which document it is, nor which text. */
  readonly file: string | null;
  readonly sha256: string | null;
  /** It is not the runbook itself. */
  readonly included: boolean;
  /** ISO 8601; since when the run went by it. */
  readonly since: string;
  readonly by: Operator;
  /**
   * `begun`: the run began with it. `agreed`: it had changed, and the operator was shown how and said yes. `unasked`: it
   * had changed in nothing that a step does or expects, so that nobody was asked.
   */
  readonly how: 'begun' | 'agreed' | 'unasked';
}

/** A run that was taken up again, and what was agreed to then. */
export interface Resumption {
  readonly entry: RunResumed & Entry;
  /** Steps that the documents did not have any more. */
  readonly removed: readonly string[];
  /** Something had changed, and the operator agreed to go on. */
  readonly agreed: boolean;
}

/** Each time the run was taken up, with what the operator agreed to. */
export function followResumptions(entries: readonly Entry[]): readonly Resumption[] {
  let known = new Set<string>();
  return entries.flatMap((entry): Resumption[] => {
    if (entry.type === 'run-started') known = new Set(entry.steps.map(({ id }) => id));
    if (entry.type === 'rollback-begun') for (const { id } of entry.steps) known.add(id);
    if (entry.type !== 'run-resumed') return [];
    const { changed, order } = entry;
    const now = new Set(order ?? [...known, ...changed.map(({ id }) => id)]);
    const removed = [...known].filter((id) => !now.has(id));
    known = now;
    return [{ entry, removed, agreed: changed.length + removed.length > 0 }];
  });
}

/** Every text that the run went by, in the order in which it did; one that it kept is there once. */
export function followTexts(
  started: (RunStarted & Entry) | null,
  resumptions: readonly Resumption[],
): readonly AgreedText[] {
  if (started === null) return [];
  const runbook = started.runbook.file;
  const latest = new Map<string, string>();
  const take = (
    { file, sha256 }: DocumentRecord,
    { time, operator }: { readonly time: string; readonly operator: Operator },
    how: AgreedText['how'],
  ): readonly AgreedText[] => {
    if (latest.get(file) === sha256) return [];
    latest.set(file, sha256);
    return [{ file, sha256, included: file !== runbook, since: time, by: operator, how }];
  };
  const first = [started.runbook, ...started.includes].flatMap((each) => take(each, started, 'begun'));
  const later = resumptions.flatMap(({ entry, agreed }): readonly AgreedText[] => {
    const how = agreed ? 'agreed' : 'unasked';
    if (entry.documents !== undefined) return entry.documents.flatMap((each) => take(each, entry, how));
    const { time, operator } = entry;
    return agreed ? [{ file: null, sha256: null, included: false, since: time, by: operator, how }] : [];
  });
  return [...first, ...later];
}

/** A text in the head of a report. */
export interface TextRow {
  readonly name: string;
  readonly file: string;
  readonly sha256: string;
  /** Since when the run went by it, and who agreed to that; empty where a run had no other text. */
  readonly said: string;
}

/** One row for each text; of a run that kept to what it began with, that of the runbook says no more than which it is. */
export function textRows(texts: readonly AgreedText[]): readonly TextRow[] {
  const kept = texts.every(({ how }) => how === 'begun');
  return texts.map(({ file, sha256, included, since, by, how }) => ({
    name: how === 'begun' ? (included ? 'Included' : 'Document') : 'Changed to',
    file: file ?? 'a text that this older journal does not name',
    sha256: sha256 === null ? '' : `sha256 ${sha256}`,
    said: kept ? '' : `${ways[how]} ${nameOperator(by)}, ${tellTime(since)}`,
  }));
}

const ways: Readonly<Record<AgreedText['how'], string>> = {
  begun: 'begun by',
  agreed: 'agreed to by',
  unasked: 'no step differs, so nobody was asked; taken up by',
};
