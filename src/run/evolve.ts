import type {
  ApprovalVoided,
  BlockEnded,
  BlockStarted,
  Entry,
  GateAnswered,
  WaitInterrupted,
} from '../model/event.ts';
import { hasTrait } from '../model/plan.ts';
import type { RunResumed, RunStarted } from '../model/run-event.ts';
import { type Begun, hasFailed, pendingStep, type RunState, type StepState } from '../model/state.ts';
import { StepTable } from '../model/step-table.ts';
import { arrangeSteps } from './arrange-steps.ts';
import { change, finish, leaveOut } from './change-step.ts';
import {
  conditionDecided,
  conditionUndecidable,
  documentStopped,
  entered,
  itemAnswered,
  rollbackBegun,
} from './evolve-flow.ts';
import { isOpen } from './open-step.ts';
import { replanStep } from './replan-step.ts';

/**
 * The state after one more entry. Total: an entry that does not fit the state changes nothing but the
 * time, so that any journal that can be read can be folded.
 */
export function evolve(state: RunState, entry: Entry): RunState {
  const now: RunState = { ...state, updated: entry.time };
  switch (entry.type) {
    case 'run-started':
      return started(now, entry, entry.run, entry.time);
    case 'run-resumed':
      return resumed(now, entry, state.updated);
    case 'steps-passed-over':
      return leaveOut(now, entry.steps, 'passed over', entry.time);
    case 'condition-decided':
      return conditionDecided(now, entry, entry.time);
    case 'condition-undecidable':
      return conditionUndecidable(now, entry);
    case 'document-entered':
      return change(now, entry.step, (step) => entered(step, entry.time));
    case 'document-stopped':
      return documentStopped(now, entry, entry.time);
    case 'placeholders-filled':
      return change(now, entry.step, { filled: entry.values });
    case 'item-answered':
      return change(now, entry.step, (step) => itemAnswered(step, entry, entry.time));
    case 'rollback-begun':
      return rollbackBegun(now, entry);
    case 'gate-opened':
      return change(now, entry.step, { shown: entry.approval });
    case 'gate-answered':
      return change(now, entry.step, (step) => gateAnswered(step, entry, entry.time));
    case 'approval-voided':
      return change(now, entry.step, (step) => approvalVoided(step, entry, entry.time));
    case 'block-started':
      return {
        ...change(now, entry.step, (step) => blockStarted(step, entry, entry.time)),
        lastRan: entry.step,
      };
    case 'block-ended':
      return change(now, entry.step, (step) => blockEnded(step, entry, entry.time));
    case 'wait-interrupted':
      return change(now, entry.step, (step) => waitInterrupted(step, entry, entry.time));
    case 'statement-confirmed':
      return change(
        now,
        entry.step,
        entry.holds
          ? finish('passed', null, entry.time)
          : (step) => notPassed(step, 'unexpected', entry.time, true),
      );
    case 'remedy-chosen':
      return change(now, entry.step, (step) =>
        settled(step, entry.remedy === 'accept' ? 'done' : entry.remedy, entry),
      );
    case 'outcome-settled':
      return change(now, entry.step, (step) => settled(step, entry.settlement, entry));
    case 'run-paused':
      return { ...now, status: 'paused', current: entry.step ?? now.current };
    case 'run-ended':
      return { ...now, status: entry.status, current: entry.step ?? now.current, exit: entry.exit };
    case 'note-added':
    case 'shell-opened':
    case 'shell-closed':
    case 'session-rebuilt':
    case 'late-output-seen':
    case 'leftovers-ended':
      return now;
    default:
      return entry satisfies never;
  }
}

function started(state: RunState, entry: RunStarted, run: string, at: string): RunState {
  return {
    ...state,
    run,
    runbook: entry.runbook,
    target: entry.place.target,
    status: 'running',
    operator: entry.operator,
    host: entry.place.host,
    started: at,
    steps: StepTable.of(entry.steps.map(pendingStep)),
  };
}

/**
 * A new process: approvals do not outlive the one they were given in, and what it left open is unknown. `last` is when
 * the one before was last heard of.
 */
function resumed(state: RunState, entry: RunResumed, last: string | null): RunState {
  const over = state.status !== 'paused' && state.status !== 'running';
  const steps = entry.changed.reduce(
    (table, planned) => table.with(replanStep(table.get(planned.id) ?? pendingStep(planned), planned)),
    StepTable.of([...state.steps.values()].map((step) => reopened(over ? stuckAgain(step) : step, last))),
  );
  const arranged = StepTable.of(arrangeSteps([...steps.values()], entry.order));
  const takenUpOpen = [...arranged.values()].filter(isOpen).map(({ planned }) => planned.id);
  const guards = new Map([...state.guards].map(([id, decision]) => [id, { ...decision, isEarlier: true }]));
  const { operator } = entry;
  return { ...state, status: 'running', operator, exit: null, takenUpOpen, steps: arranged, guards };
}

/** A failure that a run has gone past is there to be remedied once that run is over. */
function stuckAgain(step: StepState): StepState {
  return step.phase === 'finished' && hasFailed(step) ? { ...step, phase: 'stuck' } : step;
}

function reopened(step: StepState, last: string | null): StepState {
  if (step.phase === 'started')
    return { ...step, phase: 'unsettled', status: 'unknown', ...waitOver(step, last) };
  if (step.phase === 'approved') return { ...step, phase: 'waiting', approval: null };
  if (step.phase === 'polling')
    return { ...step, phase: 'waiting', status: 'pending', ...waitOver(step, last) };
  // To be judged by eye, and it may be looked at again: what stood there is old by now.
  if (step.phase === 'confirming' && onlyLooks(step))
    return { ...step, phase: 'waiting', status: 'pending', ...waitOver(step, step.observed) };
  if (step.status === 'declined') return { ...step, status: cameTo(step) };
  return step;
}

/** As it was when it began. */
function onlyLooks({ begun, planned }: StepState): boolean {
  const then = begun?.planned ?? planned;
  return then.mode === 'readonly' && !hasTrait(then, 'once');
}

/** The next attempt begins a series of its own: nobody has looked meanwhile, so that none of its time is used up. */
function waitOver({ pollingSince, waited }: StepState, end: string | null) {
  const took = Math.max(0, Date.parse(end ?? '') - Date.parse(pollingSince ?? '')) || 0;
  return { pollingSince: null, waited: waited + took };
}

/** What a step came to before its gate was declined. */
function cameTo({ attempts, outcome }: StepState): StepState['status'] {
  if (attempts === 0) return 'pending';
  return outcome?.status ?? 'unknown';
}

/** A run whose process is gone without having said so: what it left open is unknown. */
export function abandoned(state: RunState): RunState {
  const steps = StepTable.of([...state.steps.values()].map((step) => reopened(step, state.updated)));
  return { ...state, status: 'unknown', steps };
}

function gateAnswered(step: StepState, entry: GateAnswered, at: string): Partial<StepState> {
  const gate = { decision: entry.decision, by: entry.by, at, reason: entry.reason };
  if (entry.decision === 'decline') {
    return { gate, status: 'declined', phase: 'waiting', approval: null, filled: null };
  }
  if (entry.decision === 'skip') return { gate, ...finish('skipped', entry.reason, at) };
  const { kind } = step.planned;
  if (kind === 'checkpoint' || kind === 'manual') return { gate, started: at, ...finish('passed', null, at) };
  return { gate, phase: 'approved', approval: entry.approval, changed: [] };
}

/** The gate is shown again; the next attempt of a wait begins a series of its own, because the gate may stand for long. */
function approvalVoided(step: StepState, { changed }: ApprovalVoided, at: string): Partial<StepState> {
  const over = step.phase === 'polling' ? { status: 'pending' as const, ...waitOver(step, at) } : {};
  return { phase: 'waiting', approval: null, changed, ...over };
}

function blockStarted(step: StepState, entry: BlockStarted, at: string): Partial<StepState> {
  return {
    status: 'running',
    phase: 'started',
    begun: begunAs(step),
    attempts: entry.attempt,
    approval: null,
    started: step.started ?? at,
    ended: null,
    outcome: null,
    pollingSince: step.pollingSince ?? at,
    log: entry.log,
  };
}

/** All attempts of one wait go by the yes that the first of them had. */
function begunAs({ planned, phase, approval, begun }: StepState): Begun {
  const stopped = approval !== null || (phase === 'polling' && begun?.stopped === true);
  return { planned, stopped, again: false };
}

function blockEnded(step: StepState, entry: BlockEnded, at: string): Partial<StepState> {
  const seen = { outcome: entry.outcome, observed: at, directory: entry.directory };
  if (entry.again) return { ...seen, phase: 'polling' };
  const { status } = entry.outcome;
  // What the operator has interrupted is for the operator to decide.
  const mayGoOn = entry.outcome.ending !== 'interrupted';
  if (status !== 'passed') return { ...seen, ...notPassed(step, status, at, mayGoOn) };
  if (step.planned.confirm !== null) return { ...seen, phase: 'confirming' };
  return { ...seen, ...finish('passed', null, at) };
}

/** The operator who interrupted it says what now, even where a failure would not stop the run. */
function waitInterrupted(step: StepState, { outcome }: WaitInterrupted, at: string): Partial<StepState> {
  if (step.phase !== 'polling') return {};
  return { outcome, ...notPassed(step, 'failed', at, false) };
}

/** A remedy has to be chosen, unless the author said that the run goes on all the same. */
function notPassed(
  { planned }: StepState,
  status: 'failed' | 'unexpected',
  at: string,
  mayGoOn: boolean,
): Partial<StepState> {
  const goesOn = mayGoOn && hasTrait(planned, 'keep-going');
  return { status, phase: goesOn ? 'finished' : 'stuck', ended: at };
}

/**
 * A human's word on a step that did not simply pass; `done` is a deviation, never a pass. Until another attempt begins,
 * what became of the last one stays what the step came to.
 */
function settled(
  step: StepState,
  word: 'done' | 'retry' | 'skip',
  entry: { readonly reason: string | null; readonly time: string },
): Partial<StepState> {
  if (word === 'retry') {
    return {
      phase: 'waiting',
      approval: null,
      ...waitOver(step, step.ended),
      reason: null,
      filled: null,
      begun: step.begun && { ...step.begun, again: true },
    };
  }
  return finish(word === 'done' ? 'deviated' : 'skipped', entry.reason, entry.time);
}
