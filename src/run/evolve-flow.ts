import type { PlannedStep } from '../model/event.ts';
import type {
  ConditionDecided,
  ConditionUndecidable,
  DocumentStopped,
  ItemAnswered,
  RollbackBegun,
} from '../model/flow-event.ts';
import type { Outcome } from '../model/outcome.ts';
import { pendingStep, type RunState, type StepState } from '../model/state.ts';
import { change, finish, leaveOut } from './change-step.ts';

export function conditionDecided(state: RunState, entry: ConditionDecided, time: string): RunState {
  const { condition, holds } = entry;
  const guards = new Map(state.guards).set(entry.guard, { condition, holds, isEarlier: false });
  return leaveOut({ ...state, guards }, entry.leavesOut, `left out: ${entry.condition}`, time);
}

export function conditionUndecidable(state: RunState, entry: ConditionUndecidable): RunState {
  const outcome = undecidable(`${entry.message} (${entry.at})`);
  return change(state, entry.step, { status: 'failed', phase: 'stuck', outcome });
}

/** Nothing was started, so nothing was seen. */
function undecidable(message: string): Outcome {
  return {
    status: 'failed',
    ending: 'not-started',
    exit: null,
    failedCommand: null,
    message,
    verdicts: [],
  };
}

/** Only an include is done once it is entered. */
export function entered({ planned }: StepState, time: string): Partial<StepState> {
  return planned.kind === 'include' ? { started: time, ...finish('passed', null, time) } : {};
}

export function documentStopped(state: RunState, entry: DocumentStopped, time: string): RunState {
  const stopped = change(state, entry.step, ({ planned }) =>
    planned.kind === 'stop' ? finish('passed', entry.reason, time) : {},
  );
  return leaveOut(stopped, entry.leavesOut, `stopped: ${entry.reason}`, time);
}

export function rollbackBegun(state: RunState, entry: RollbackBegun): RunState {
  const steps = entry.steps.reduce(
    (table, planned) => table.with(toGoBackBy(planned, table.get(planned.id))),
    state.steps,
  );
  return { ...state, steps, rollback: { from: entry.step, steps: entry.steps.map(({ id }) => id) } };
}

/** What a step of that id came to in the sequence, before the document was changed, is not that it took anything back. */
function toGoBackBy(planned: PlannedStep, known: StepState | undefined): StepState {
  if (known === undefined) return pendingStep(planned);
  if (known.phase !== 'finished') return { ...known, planned, removed: false };
  return { ...pendingStep(planned), attempts: known.attempts };
}

/** An item that does not hold stops the list, until a remedy asks for it again. */
export function itemAnswered(step: StepState, entry: ItemAnswered, time: string): Partial<StepState> {
  const { text, answer, reason, by } = entry;
  if (step.planned.kind !== 'checklist' || entry.item !== step.items.length + 1) return {};
  const started = step.started ?? time;
  if (answer === 'no') {
    return { status: 'unexpected', phase: 'stuck', started, ended: time, outcome: doesNotHold(entry) };
  }
  const items = [...step.items, { text, answer, reason, by, at: time }];
  if (items.length < entry.of) return { status: 'running', started, items };
  const skipped = items.some((item) => item.answer === 'skip');
  return { started, items, outcome: null, ...finish(skipped ? 'deviated' : 'passed', null, time) };
}

function doesNotHold({ text, at, by }: ItemAnswered): Outcome {
  const found = `that ${by.name ?? by.account} says it does not hold`;
  const verdict = { claim: text, ok: false, expected: text, found, evidence: [], at };
  return {
    status: 'unexpected',
    ending: 'exited',
    exit: null,
    failedCommand: null,
    message: null,
    verdicts: [verdict],
  };
}
