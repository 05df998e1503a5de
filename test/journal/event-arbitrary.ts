import fc from 'fast-check';
import type { Event } from '../../src/model/event.ts';

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '\n', '\ud800', '__proto__'),
);
const word = fc.string({ minLength: 1, maxLength: 12 });
const hash = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const texts = fc.array(text, { maxLength: 3 });
const words = fc.array(word, { maxLength: 3 });
const flag = fc.boolean();

const by = fc.record({ account: word, sudoFrom: maybe(word), name: maybe(text) });
const place = fc.record({ host: word, user: word, cwd: text, target: maybe(word) });
const approval = fc.record({
  hash,
  reads: fc.dictionary(fc.oneof(word, fc.constant('__proto__')), maybe(text), { maxKeys: 3 }),
  place,
  scripts: fc.dictionary(word, hash, { maxKeys: 2 }),
});
const planned = fc.record({
  id: word,
  kind: word,
  mode: word,
  title: text,
  confirm: maybe(text),
  hash,
});
const verdict = fc.record({
  claim: text,
  ok: flag,
  expected: text,
  found: text,
  evidence: texts,
  at: word,
});
const outcome = fc.record({
  status: fc.constantFrom('passed', 'failed', 'unexpected'),
  ending: fc.constantFrom('exited', 'timed-out', 'interrupted', 'session-lost', 'not-started'),
  exit: maybe(fc.integer()),
  failedCommand: maybe(fc.record({ line: fc.nat(), text, hint: maybe(text) })),
  message: maybe(text),
  verdicts: fc.array(verdict, { maxLength: 2 }),
});

type Bodies = {
  readonly [T in Event['type']]: fc.Arbitrary<Omit<Extract<Event, { readonly type: T }>, 'type'>>;
};

const bodies: Bodies = {
  'run-started': fc.record({
    version: word,
    runbook: fc.record({ id: word, title: text, file: word, sha256: hash }),
    careful: flag,
    operator: by,
    place,
    root: word,
    git: maybe(fc.record({ commit: hash, branch: maybe(word), dirty: flag })),
    steps: fc.array(planned, { maxLength: 3 }),
    options: fc.record({ stepwise: flag, check: flag, passedOver: fc.array(word, { maxLength: 3 }) }),
    includes: fc.array(fc.record({ file: word, sha256: hash }), { maxLength: 2 }),
    inputs: fc.dictionary(word, maybe(text), { maxKeys: 3 }),
    besides: words,
  }),
  'run-resumed': fc.record({
    version: word,
    operator: by,
    place,
    changed: fc.array(planned, { maxLength: 2 }),
    order: words,
    inputs: fc.dictionary(word, maybe(text), { maxKeys: 2 }),
  }),
  'steps-passed-over': fc.record({ steps: fc.array(word), by }),
  'gate-opened': fc.record({ step: word, approval }),
  'gate-answered': fc.record({
    step: word,
    decision: fc.constantFrom('yes', 'skip', 'decline'),
    approval: hash,
    typed: texts,
    reason: maybe(text),
    by,
  }),
  'approval-voided': fc.record({ step: word, changed: texts }),
  'block-started': fc.record(
    {
      step: word,
      attempt: fc.nat(),
      log: word,
      pid: fc.nat(),
      confined: flag,
      anew: fc.record({ within: word, waited: fc.nat() }),
    },
    { requiredKeys: ['step', 'attempt', 'log', 'pid'] },
  ),
  'block-ended': fc.record({
    step: word,
    attempt: fc.nat(),
    took: fc.double({ min: 0, max: 1e9, noNaN: true }).map((value) => value + 0),
    outcome,
    output: fc.record(
      { file: word, bytes: fc.nat(), sha256: hash, turns: fc.array(fc.nat(), { maxLength: 4 }) },
      { requiredKeys: ['file', 'bytes', 'sha256'] },
    ),
    again: flag,
    captured: fc.dictionary(word, text, { maxKeys: 2 }),
    directory: text,
  }),
  'wait-interrupted': fc.record({
    step: word,
    waited: fc.nat(),
    outcome,
  }),
  'condition-decided': fc.record({
    guard: word,
    step: word,
    condition: text,
    at: word,
    values: fc.dictionary(word, maybe(text), { maxKeys: 2 }),
    holds: flag,
    leavesOut: fc.array(word, { maxLength: 3 }),
  }),
  'condition-undecidable': fc.record({
    guard: word,
    step: word,
    condition: text,
    at: word,
    message: text,
  }),
  'document-entered': fc.record({ step: word, runbook: word, file: word }),
  'document-stopped': fc.record({ step: word, reason: text, leavesOut: fc.array(word, { maxLength: 3 }) }),
  'placeholders-filled': fc.record({ step: word, values: fc.dictionary(word, text, { maxKeys: 2 }), by }),
  'item-answered': fc.record({
    step: word,
    item: fc.nat(),
    of: fc.nat(),
    text,
    at: word,
    answer: fc.constantFrom('yes', 'no', 'skip'),
    reason: maybe(text),
    by,
  }),
  'rollback-begun': fc.record({
    step: word,
    document: fc.nat(),
    steps: fc.array(planned, { maxLength: 2 }),
    by,
  }),
  'statement-confirmed': fc.record({ step: word, statement: text, holds: flag, by }),
  'remedy-chosen': fc.record({
    step: word,
    remedy: fc.constantFrom('retry', 'skip', 'accept'),
    reason: maybe(text),
    by,
  }),
  'outcome-settled': fc.record({
    step: word,
    settlement: fc.constantFrom('done', 'retry', 'skip'),
    reason: maybe(text),
    by,
  }),
  'note-added': fc.record({ step: maybe(word), text, by }),
  'shell-opened': fc.record({ step: word, by }),
  'shell-closed': fc.record({ step: word, exit: maybe(fc.nat(255)), log: maybe(word) }),
  'session-rebuilt': fc.record({ lost: texts }),
  'late-output-seen': fc.record({ step: word, bytes: fc.nat(), log: word }),
  'leftovers-ended': fc.record({ ended: texts, unreachable: texts }),
  'run-paused': fc.record({
    step: maybe(word),
    reason: fc.constantFrom(
      'asked',
      'interrupt',
      'interrupted-twice',
      'hang-up',
      'terminated',
      'no-terminal',
      'no-input',
      'ci',
      'input-ended',
      'document-changed',
    ),
  }),
  'run-ended': fc.record({
    status: fc.constantFrom(
      'done',
      'checked',
      'failed',
      'unexpected',
      'declined',
      'aborted',
      'rolled-back',
      'unknown',
    ),
    step: maybe(word),
    exit: fc.nat(255),
    reason: maybe(text),
  }),
};

/** Any event of any type, hostile texts included. */
export const anyEvent: fc.Arbitrary<Event> = fc
  .constantFrom(...(Object.keys(bodies) as Event['type'][]))
  .chain((type) => bodies[type].map((body) => ({ ...body, type }) as Event));

export const someEvents = fc.array(anyEvent, { minLength: 1, maxLength: 8 });
