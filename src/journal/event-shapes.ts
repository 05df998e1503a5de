import type { Confinement } from '../model/confinement.ts';
import type { Danger } from '../model/danger.ts';
import type {
  Approval,
  Event,
  Operator,
  OutputRecord,
  Place,
  PlannedStep,
  StepTrait,
  WaitAnew,
} from '../model/event.ts';
import type { Verdict } from '../model/expectation.ts';
import type { FailedCommand, Outcome } from '../model/outcome.ts';
import type { DocumentRecord, PauseReason, RunChoices, RunEnded, RunStarted } from '../model/run-event.ts';
import {
  count,
  flag,
  integer,
  list,
  name,
  nullable,
  number,
  object,
  oneOf,
  optional,
  record,
  type Shape,
  sha256Hex,
  text,
} from './shape.ts';

const operator = object<Operator>({ account: name, sudoFrom: nullable(name), name: nullable(text) });

const place = object<Place>({ host: name, user: name, cwd: text, target: nullable(name) });

const danger = object<Danger>({
  command: text,
  effect: oneOf({ mutates: true, destroys: true, opaque: true }),
  why: text,
  line: count,
});

const approval = object<Approval>({
  hash: name,
  reads: record(nullable(text)),
  place,
  scripts: record(name),
  dangers: optional(list(danger)),
});

const plannedStep = object<PlannedStep>({
  id: name,
  kind: name,
  mode: name,
  title: text,
  confirm: nullable(text),
  traits: optional(
    list(oneOf<StepTrait>({ once: true, tty: true, secret: true, 'keep-going': true, strict: true })),
  ),
  hash: name,
});

const output = object<OutputRecord>({
  file: name,
  bytes: count,
  sha256: sha256Hex,
  turns: optional(list(count)),
  withheld: optional(count),
});

const documentRecord = object<DocumentRecord>({ file: name, sha256: sha256Hex });

const confinement = object<Confinement>({ writable: list(name) });

const verdict = object<Verdict>({
  claim: text,
  ok: flag,
  expected: text,
  found: text,
  evidence: list(text),
  at: name,
});

const outcome = object<Outcome>({
  status: oneOf({ passed: true, failed: true, unexpected: true }),
  ending: oneOf({
    exited: true,
    'timed-out': true,
    interrupted: true,
    'session-lost': true,
    'not-started': true,
  }),
  exit: nullable(integer),
  failedCommand: nullable(object<FailedCommand>({ line: integer, text, hint: nullable(text) })),
  message: nullable(text),
  verdicts: list(verdict),
});

const pauseReason = oneOf<PauseReason>({
  asked: true,
  interrupt: true,
  'interrupted-twice': true,
  'hang-up': true,
  terminated: true,
  'no-terminal': true,
  'no-input': true,
  ci: true,
  'input-ended': true,
  'document-changed': true,
});

const endStatus = oneOf<RunEnded['status']>({
  done: true,
  checked: true,
  failed: true,
  unexpected: true,
  declined: true,
  aborted: true,
  'rolled-back': true,
  unknown: true,
});

type EventType = Event['type'];

type Fields<E> = { readonly [K in Exclude<keyof E, 'type'>]-?: Shape<E[K]> };

/** The compiler holds this table to the model: an event, a field or a word too few does not build. */
const fields: { readonly [T in EventType]: Fields<Extract<Event, { readonly type: T }>> } = {
  'run-started': {
    version: name,
    runbook: object<RunStarted['runbook']>({ id: name, title: text, file: name, sha256: sha256Hex }),
    careful: flag,
    operator,
    place,
    root: name,
    git: nullable(
      object<NonNullable<RunStarted['git']>>({ commit: name, branch: nullable(name), dirty: flag }),
    ),
    steps: list(plannedStep),
    options: object<RunChoices>({
      stepwise: flag,
      check: flag,
      passedOver: list(name),
      confinement: optional(confinement),
    }),
    includes: list(documentRecord),
    inputs: record(nullable(text)),
    besides: optional(list(name)),
  },
  'run-resumed': {
    version: name,
    operator,
    place,
    changed: list(plannedStep),
    order: optional(list(name)),
    documents: optional(list(documentRecord)),
    inputs: optional(record(nullable(text))),
    confinement: optional(confinement),
  },
  'steps-passed-over': { steps: list(name), by: operator },
  'gate-opened': { step: name, approval },
  'gate-answered': {
    step: name,
    decision: oneOf({ yes: true, skip: true, decline: true }),
    approval: name,
    typed: list(text),
    reason: nullable(text),
    by: operator,
  },
  'approval-voided': { step: name, changed: list(text) },
  'block-started': {
    step: name,
    attempt: count,
    log: name,
    pid: count,
    confined: optional(flag),
    anew: optional(object<WaitAnew>({ within: text, waited: number })),
  },
  'block-ended': {
    step: name,
    attempt: count,
    took: number,
    outcome,
    output,
    again: flag,
    captured: record(text),
    directory: text,
  },
  'wait-interrupted': { step: name, waited: number, outcome },
  'condition-decided': {
    guard: name,
    step: name,
    condition: text,
    at: name,
    values: record(nullable(text)),
    holds: flag,
    leavesOut: list(name),
  },
  'condition-undecidable': { guard: name, step: name, condition: text, at: name, message: text },
  'document-entered': { step: name, runbook: name, file: name },
  'document-stopped': { step: name, reason: text, leavesOut: list(name) },
  'placeholders-filled': { step: name, values: record(text), by: operator },
  'item-answered': {
    step: name,
    item: count,
    of: count,
    text,
    at: name,
    answer: oneOf({ yes: true, no: true, skip: true }),
    reason: nullable(text),
    by: operator,
  },
  'rollback-begun': { step: name, document: count, steps: list(plannedStep), by: operator },
  'statement-confirmed': { step: name, statement: text, holds: flag, by: operator },
  'remedy-chosen': {
    step: name,
    remedy: oneOf({ retry: true, skip: true, accept: true }),
    reason: nullable(text),
    by: operator,
  },
  'outcome-settled': {
    step: name,
    settlement: oneOf({ done: true, retry: true, skip: true }),
    reason: nullable(text),
    by: operator,
  },
  'note-added': { step: nullable(name), text, by: operator },
  'shell-opened': { step: name, by: operator },
  'shell-closed': {
    step: name,
    exit: nullable(integer),
    log: nullable(name),
    sha256: optional(nullable(sha256Hex)),
  },
  'session-rebuilt': { lost: list(text) },
  'late-output-seen': { step: name, bytes: count, log: name },
  'leftovers-ended': { ended: list(text), unreachable: list(text) },
  'run-paused': { step: nullable(name), reason: pauseReason, changes: optional(list(text)) },
  'run-ended': { status: endStatus, step: nullable(name), exit: integer, reason: nullable(text) },
};

/** What an event of this type looks like; `null` for a type that is not known. */
export function eventShape(type: unknown): Shape<Event> | null {
  if (typeof type !== 'string' || !Object.hasOwn(fields, type)) return null;
  return object(fields[type as EventType] as Fields<Event>) as unknown as Shape<Event>;
}
