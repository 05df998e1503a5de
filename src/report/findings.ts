import type { Entry, Operator } from '../model/event.ts';
import { nameOperator } from '../model/operator-name.ts';
import { hasFailed } from '../model/state.ts';
import { findingFacts } from './finding-facts.ts';
import { tellCount, tellTime } from './plain-text.ts';
import { type AttemptStory, actorOf, operatorsOf, type RunStory, type StepStory } from './run-story.ts';
import { stepWords, type Tone } from './status-words.ts';
import { tellEntry } from './tell-entry.ts';
import { tellOutcome } from './tell-outcome.ts';

/** Something a reader of a report should not have to look for. */
export interface Finding {
  /** What it is, for programs: stable, in kebab-case. */
  readonly type: string;
  readonly step: string | null;
  readonly tone: Tone;
  readonly word: string;
  readonly text: string;
  readonly by: Operator | null;
  /** ISO 8601; `null` where it has no moment. */
  readonly at: string | null;
  /** What `text` says, as data; other keys than these. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What did not go by the book: damage, steps that did not simply pass, changes of hands, notes, shells. */
export function findRemarkable(story: RunStory): readonly Finding[] {
  return [
    ...damage(story),
    ...people(story),
    ...stepFindings(story),
    ...lostProcesses(story.record.entries),
    ...story.record.entries.flatMap((entry) =>
      entry.type === 'run-resumed' ? documentFindings(entry, story) : entryFindings(entry),
    ),
  ];
}

function damage({ record }: RunStory): readonly Finding[] {
  return record.faults.map(({ line, message }) => ({
    ...remark('damage', line === 0 ? 'journal' : `journal line ${line}`, message, { line }),
    tone: record.broken ? 'bad' : 'alert',
  }));
}

function people({ record, started, sittings }: RunStory): readonly Finding[] {
  const careful = started?.careful === true;
  const dirty = started?.git?.dirty === true;
  const operators = operatorsOf(record.entries);
  const many = operators.map(nameOperator);
  const handedOver = sittings.flatMap(({ operator, from }, index): Finding[] => {
    const before = sittings[index - 1];
    if (before === undefined || nameOperator(before.operator) === nameOperator(operator)) return [];
    const hands = `from ${nameOperator(before.operator)} to ${nameOperator(operator)}`;
    const facts = { from: before.operator, to: operator };
    return [{ ...remark('handed-over', 'handed over', `${hands}, ${tellTime(from)}`, facts), at: from }];
  });
  return [
    ...(careful
      ? [
          remark(
            'careful-mode',
            'careful mode',
            'the document had not opted in: every block stopped at a gate, its errors were warnings',
          ),
        ]
      : []),
    ...(dirty
      ? [remark('not-committed', 'not committed', 'there were uncommitted changes when the run started')]
      : []),
    ...(many.length > 1 && handedOver.length === 0
      ? [remark('several-people', 'several people', many.join(', '), { operators })]
      : []),
    ...handedOver,
  ];
}

function remark(type: string, word: string, text: string, facts: Finding['facts'] = {}): Finding {
  return { type, step: null, tone: 'alert', word, text, by: null, at: null, facts };
}

function stepFindings({ steps, record }: RunStory): readonly Finding[] {
  const lost = record.broken ? steps.filter(({ state }) => state.status === 'unknown') : [];
  const ids = lost.map(({ id }) => id);
  const isLost = new Set(lost);
  const missing = `not on record: what became of ${ids.join(', ')}`;
  const unknown =
    lost.length === 0
      ? []
      : [{ ...remark('steps-unknown', 'unknown', missing, { steps: ids }), tone: 'bad' as const }];
  const leftOut = new Set(record.entries.flatMap(leavesOut));
  const told = steps.filter((step) => !isLost.has(step) && !isLeftOut(step, leftOut));
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
  if (status === 'passed') return failedFirst(id, state.ended, attempts);
  if (status === 'pending' || status === 'running' || status === 'declined') return [];
  const { word, tone } = stepWords[status];
  const last = entries.map(actorOf).findLast((by) => by !== null) ?? null;
  const decided = status === 'skipped' || status === 'deviated';
  const became = outcome === null || outcome.status === 'passed' ? '' : tellOutcome(outcome);
  const unknown = 'it was begun, and what became of it is not on record';
  const wentOn = state.phase === 'finished' && hasFailed(state);
  const past = wentOn ? 'the run went on all the same (keep-going)' : '';
  const text =
    status === 'unknown' ? unknown : [reason ?? '', became, past].filter((each) => each !== '').join('; ');
  const about = { type: `step-${status}`, at: state.ended, facts: { reason, wentOn } };
  return [{ ...about, step: id, tone, word, text, by: decided ? last : null }];
}

/** It passed in the end, and not at once; polls are meant to be tried again. */
function failedFirst(
  id: string,
  ended: string | null,
  attempts: readonly AttemptStory[],
): readonly Finding[] {
  const failed = attempts.flatMap(({ ended }) =>
    ended === null || ended.again || ended.outcome.status === 'passed' ? [] : [ended],
  );
  const [first] = failed;
  if (first === undefined) return [];
  const text = `${tellCount(failed.length, 'attempt')} failed before it passed: ${tellOutcome(first.outcome)}`;
  const told = remark('failed-at-first', 'failed at first', text, { attempts: failed.length });
  return [{ ...told, step: id, at: ended }];
}

/** A process that took the run up where the one before it had not said that it stopped. */
function lostProcesses(entries: readonly Entry[]): readonly Finding[] {
  return entries.flatMap((entry, index) => {
    const before = entries[index - 1];
    if (entry.type !== 'run-resumed' || before === undefined) return [];
    if (before.type === 'run-paused' || before.type === 'run-ended') return [];
    const text =
      'the runner was killed, or its host went down: the run was taken up where its record breaks off';
    return [{ ...remark('process-lost', 'process lost', text), at: entry.time }];
  });
}

/** The run went on with documents that had changed. */
function documentFindings(resumed: Entry, { resumptions }: RunStory): readonly Finding[] {
  const { removed, agreed } = resumptions.find(({ entry }) => entry === resumed) ?? {
    removed: [],
    agreed: false,
  };
  if (!agreed) return [];
  const { step, text, by } = tellEntry(resumed);
  const gone =
    removed.length === 0 ? '' : `; taken out of the document, and agreed to: ${removed.join(', ')}`;
  const facts = { ...findingFacts(resumed), removed };
  const about = { type: 'document-changed', word: 'document changed', at: resumed.time, facts };
  return [{ ...about, step, tone: 'alert', text: `${text}${gone}`, by }];
}

function entryFindings(entry: Entry): readonly Finding[] {
  const { step, tone, text, by } = tellEntry(entry);
  const told = { type: entry.type, step, tone, text, by, at: entry.time, facts: findingFacts(entry) };
  switch (entry.type) {
    case 'note-added':
      return [{ ...told, tone: 'plain', word: 'note', text: entry.text }];
    case 'shell-opened':
      return [{ ...told, word: 'shell' }];
    case 'gate-answered':
      return entry.decision === 'decline' ? [{ ...told, type: 'gate-declined', word: 'declined' }] : [];
    case 'condition-decided':
      return entry.holds ? [] : [{ ...told, type: 'condition-does-not-hold', word: 'condition' }];
    case 'condition-undecidable':
    case 'outcome-settled':
    case 'document-stopped':
    case 'rollback-begun':
    case 'wait-interrupted':
    case 'approval-voided':
    case 'session-rebuilt':
    case 'late-output-seen':
    case 'leftovers-ended':
      return [{ ...told, word: entry.type.replaceAll('-', ' ') }];
    default:
      return [];
  }
}
