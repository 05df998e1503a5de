import type { Entry } from '../model/event.ts';
import { nameOperator } from '../model/operator-name.ts';
import { hasFailed } from '../model/state.ts';
import { tellCount, tellTime } from './plain-text.ts';
import { type AttemptStory, operatorsOf, type RunStory, type StepStory } from './run-story.ts';
import { stepWords, type Tone } from './status-words.ts';
import { tellEntry } from './tell-entry.ts';
import { tellOutcome } from './tell-outcome.ts';

/** Something a reader of a report should not have to look for. */
export interface Finding {
  readonly step: string | null;
  readonly tone: Tone;
  readonly word: string;
  readonly text: string;
  readonly by: string | null;
}

/** What did not go by the book: damage, steps that did not simply pass, changes of hands, notes, shells. */
export function findRemarkable(story: RunStory): readonly Finding[] {
  return [
    ...damage(story),
    ...people(story),
    ...stepFindings(story),
    ...story.record.entries.flatMap(entryFindings),
  ];
}

function damage({ record }: RunStory): readonly Finding[] {
  return record.faults.map(({ line, message }) => ({
    step: null,
    tone: record.broken ? 'bad' : 'alert',
    word: line === 0 ? 'journal' : `journal line ${line}`,
    text: message,
    by: null,
  }));
}

function people({ record, started, sittings }: RunStory): readonly Finding[] {
  const careful = started?.careful === true;
  const dirty = started?.git?.dirty === true;
  const many = operatorsOf(record.entries).map(nameOperator);
  const handedOver = sittings.flatMap(({ operator, from }, index): Finding[] => {
    const before = sittings[index - 1];
    if (before === undefined || nameOperator(before.operator) === nameOperator(operator)) return [];
    const hands = `from ${nameOperator(before.operator)} to ${nameOperator(operator)}`;
    return [remark('handed over', `${hands}, ${tellTime(from)}`)];
  });
  return [
    ...(careful
      ? [
          remark(
            'careful mode',
            'the document had not opted in: every block stopped at a gate, its errors were warnings',
          ),
        ]
      : []),
    ...(dirty ? [remark('not committed', 'there were uncommitted changes when the run started')] : []),
    ...(many.length > 1 && handedOver.length === 0 ? [remark('several people', many.join(', '))] : []),
    ...handedOver,
  ];
}

function remark(word: string, text: string): Finding {
  return { step: null, tone: 'alert', word, text, by: null };
}

function stepFindings({ steps, record }: RunStory): readonly Finding[] {
  const lost = record.broken ? steps.filter(({ state }) => state.status === 'unknown') : [];
  const names = lost.map(({ id }) => id).join(', ');
  const unknown =
    lost.length === 0
      ? []
      : [{ ...remark('unknown', `not on record: what became of ${names}`), tone: 'bad' as const }];
  const leftOut = new Set(record.entries.flatMap(leavesOut));
  const told = steps.filter((step) => !lost.includes(step) && !isLeftOut(step, leftOut));
  return [...unknown, ...told.flatMap(tellStep)];
}

/** What a condition or a stop leaves out is told once, with the condition or the stop. */
function isLeftOut({ id, state }: StepStory, leftOut: ReadonlySet<string>): boolean {
  return state.status === 'skipped' && leftOut.has(id);
}

function leavesOut(entry: Entry): readonly string[] {
  return entry.type === 'condition-decided' || entry.type === 'document-stopped' ? entry.leavesOut : [];
}

function tellStep({ id, state, entries, attempts }: StepStory): readonly Finding[] {
  const { status, reason, outcome } = state;
  if (status === 'passed') return failedFirst(id, attempts);
  if (status === 'pending' || status === 'running' || status === 'declined') return [];
  const { word, tone } = stepWords[status];
  const last = entries.map(tellEntry).findLast(({ by }) => by !== null)?.by ?? null;
  const decided = status === 'skipped' || status === 'deviated';
  const became = outcome === null || outcome.status === 'passed' ? '' : tellOutcome(outcome);
  const unknown = 'it was begun, and what became of it is not on record';
  const past =
    state.phase === 'finished' && hasFailed(state) ? 'the run went on all the same (keep-going)' : '';
  const text =
    status === 'unknown' ? unknown : [reason ?? '', became, past].filter((each) => each !== '').join('; ');
  return [{ step: id, tone, word, text, by: decided && last !== null ? nameOperator(last) : null }];
}

/** It passed in the end, and not at once; polls are meant to be tried again. */
function failedFirst(id: string, attempts: readonly AttemptStory[]): readonly Finding[] {
  const failed = attempts.flatMap(({ ended }) =>
    ended === null || ended.again || ended.outcome.status === 'passed' ? [] : [ended],
  );
  const [first] = failed;
  if (first === undefined) return [];
  const text = `${tellCount(failed.length, 'attempt')} failed before it passed: ${tellOutcome(first.outcome)}`;
  return [{ step: id, tone: 'alert', word: 'failed at first', text, by: null }];
}

function entryFindings(entry: Entry): readonly Finding[] {
  const { step, tone, text, by } = tellEntry(entry);
  const who = by === null ? null : nameOperator(by);
  switch (entry.type) {
    case 'note-added':
      return [{ step, tone: 'plain', word: 'note', text: entry.text, by: who }];
    case 'shell-opened':
      return [{ step, tone, word: 'shell', text, by: who }];
    case 'gate-answered':
      return entry.decision === 'decline' ? [{ step, tone, word: 'declined', text, by: who }] : [];
    case 'condition-decided':
      return entry.holds ? [] : [{ step, tone, word: 'condition', text, by: who }];
    case 'run-resumed':
      return entry.changed.length === 0 ? [] : [{ step, tone, word: 'document changed', text, by: who }];
    case 'condition-undecidable':
    case 'document-stopped':
    case 'rollback-begun':
    case 'wait-interrupted':
    case 'approval-voided':
    case 'session-rebuilt':
    case 'late-output-seen':
    case 'leftovers-ended':
      return [{ step, tone, word: entry.type.replaceAll('-', ' '), text, by: who }];
    default:
      return [];
  }
}
