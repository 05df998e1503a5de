import type { OutputRecord, WaitAnew } from '../model/event.ts';
import type { Outcome } from '../model/outcome.ts';
import type { PlanStep } from '../model/plan.ts';
import type { BlockStep, Polling } from '../model/runbook.ts';
import type { StepState } from '../model/state.ts';
import { tellSeconds } from '../model/time-words.ts';
import { changedAround, compareApprovals, gatherApproval } from './approval.ts';
import { type Attempt, attemptBlock } from './attempt.ts';
import { confinementOf } from './confinement-of.ts';
import { fillStep } from './fill-block.ts';
import { type CutShort, countAttempts, tellInterrupted } from './interrupt-wait.ts';
import type { OutputLog, Session } from './ports.ts';
import type { Run } from './run.ts';
import { directoryFor } from './working-directory.ts';

/** Runs a block once, or shows its gate again when what was approved is no longer what would run. */
export async function runBlock(run: Run, planStep: PlanStep, state: StepState): Promise<void> {
  const step = fillStep(planStep, state.filled);
  if (step.stops) {
    const now = await gatherApproval(run, step);
    if (state.shown === null || now.hash !== state.approval) {
      const changed = state.shown === null ? ['the approval itself'] : compareApprovals(state.shown, now);
      run.record({ type: 'approval-voided', step: step.step.id, changed });
      return;
    }
  }
  if (step.step.kind === 'block') await startAttempt(run, step, step.step, state);
}

/**
 * Waits until the next attempt is due, or makes it when it is, as it was approved: what changed during the wait is
 * looked at before each, and a gate whose scripts are others by then is shown again.
 */
export async function pollBlock(run: Run, planStep: PlanStep, state: StepState): Promise<void> {
  const step = fillStep(planStep, state.filled);
  if (step.step.kind !== 'block' || step.step.polling === null) return;
  const { clock, signals } = run.ports;
  const due = Date.parse(run.state.updated ?? '') + step.step.polling.every.ms;
  const wait = due - clock.now();
  if (wait > 0) return clock.sleep(wait, signals.signal);
  if (step.stops) {
    const now = await gatherApproval(run, step);
    const changed = state.shown === null ? ['the approval itself'] : changedAround(state.shown, now);
    if (changed.length > 0) return run.record({ type: 'approval-voided', step: step.step.id, changed });
  }
  await startAttempt(run, step, step.step, state);
}

async function startAttempt(run: Run, planStep: PlanStep, step: BlockStep, state: StepState): Promise<void> {
  const { session, clock, redact } = run.ports;
  const { bindings } = planStep;
  const cwd = directoryFor(run, planStep);
  const attempt = state.attempts + 1;
  const log = run.ports.openLog(step.id, attempt);
  const confined = confinementOf(step, run.ports.surroundings) === null ? undefined : true;
  const anew = takenUpAnew(step, state);
  const { pid } = session;
  run.record({ type: 'block-started', step: step.id, attempt, log: log.name, pid, confined, anew });
  const started = clock.now();
  const since = state.pollingSince === null ? started : Date.parse(state.pollingSince);
  const timeout = timeLeft(step, since, started);
  const tried = await attemptBlock(step, { session, log, cwd, bindings, timeout, now: clock.now, redact });
  const ended = clock.now();
  const output = await keepAttempt(log, session);
  const again = mayPollAgain(step, tried, since, ended);
  const wait = { waited: ended - since, attempts: () => countAttempts(run, step.id), last: state.outcome };
  run.recordSoon({
    type: 'block-ended',
    step: step.id,
    attempt,
    took: ended - started,
    outcome: again ? tried.outcome : explain(step, tried, wait),
    output,
    again,
    captured: tried.captured,
    directory: await session.directory(null),
  });
  for (const left of tried.leftovers) run.record({ type: 'leftovers-ended', ...left });
  tellOfSession(run, step.id, tried.lost);
}

/** Whoever waits once more has all of the time again, and is told so. */
function takenUpAnew({ polling }: BlockStep, state: StepState): WaitAnew | undefined {
  if (polling === null || state.attempts === 0 || state.pollingSince !== null) return undefined;
  return { within: polling.within.text, waited: state.waited };
}

/** On disk when it resolves: the log and the session's state, at the same time where a thread syncs the log. */
async function keepAttempt(log: OutputLog, session: Session): Promise<OutputRecord> {
  const closing = log.close();
  try {
    session.keep();
  } finally {
    // Also where the state could not be kept: a log that fails then must not go unheard.
    await closing;
  }
  return closing;
}

/** A polled attempt ends with its series' deadline, any attempt with its own `timeout`. */
function timeLeft(step: BlockStep, since: number, now: number): number | null {
  const own = step.timeout?.ms ?? null;
  if (step.polling === null) return own;
  const { within, every } = step.polling;
  const remaining = since + within.ms - now;
  // The wait took longer than it was meant to, as when the machine slept: a last look, and it gets a chance to see.
  const left = remaining > 0 ? remaining : every.ms;
  return own === null ? left : Math.min(own, left);
}

const cannotGetBetter = new Set([126, 127]);

function mayPollAgain(step: BlockStep, { outcome, hopeless }: Attempt, since: number, now: number): boolean {
  if (step.polling === null || outcome.status === 'passed' || hopeless) return false;
  if (outcome.ending !== 'exited' || cannotGetBetter.has(outcome.exit ?? 0)) return false;
  return now + step.polling.every.ms < since + step.polling.within.ms;
}

/** Why a wait ended that came to nothing, where its last attempt does not say so itself. */
function explain({ polling }: BlockStep, { outcome, hopeless }: Attempt, wait: CutShort): Outcome {
  if (polling === null || outcome.status === 'passed' || outcome.message !== null) return outcome;
  if (hopeless) return { ...outcome, message: 'its abort condition holds: waiting longer is pointless' };
  if (outcome.ending === 'interrupted') return { ...outcome, message: tellInterrupted(polling, wait) };
  return { ...outcome, message: tellGivenUp(polling, outcome, wait.waited) };
}

/** Waiting helps only against what comes true with time. */
function tellGivenUp({ within }: Polling, { ending, exit }: Outcome, waited: number): string | null {
  if (ending === 'exited' && cannotGetBetter.has(exit ?? 0)) return 'waiting does not make that better';
  // The next attempt would have begun too late; an attempt that its own time ended is another matter.
  const isOver = ending === 'exited' || waited >= within.ms;
  if (isOver) return `it did not come true within ${within.text}`;
  return ending === 'timed-out' ? `that ended the wait, ${tellSeconds(waited)} of ${within.text}` : null;
}

function tellOfSession(run: Run, step: string, lost: readonly string[]): void {
  if (lost.length > 0) run.record({ type: 'session-rebuilt', lost });
  for (const { bytes, log } of run.ports.session.lateOutput()) {
    run.record({ type: 'late-output-seen', step, bytes, log });
  }
}
