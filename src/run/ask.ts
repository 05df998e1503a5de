import type { Entry } from '../model/event.ts';
import type { Outcome } from '../model/outcome.ts';
import { hasTrait, type PlanStep } from '../model/plan.ts';
import type { StepState } from '../model/state.ts';
import { answerCommon, isCommon } from './answer-common.ts';
import { pauseUnanswered } from './answer-unanswered.ts';
import { decisionOn } from './decision-on.ts';
import { isNobody } from './is-nobody.ts';
import type { BrokenAttempt } from './ports.ts';
import { beginRollback, findRollback } from './roll-back.ts';
import type { Run } from './run.ts';
import { endRun, pauseRun } from './stop-run.ts';

/** The operator judges a statement by eye, and has to have what it is about before it. */
export async function askConfirm(run: Run, step: PlanStep, statement: string): Promise<number | null> {
  const answer = await run.ports.prompter.confirm(step, statement, recallOutput(run, step.step.id));
  if (isCommon(answer)) return answerCommon(run, step, answer);
  run.record({
    type: 'statement-confirmed',
    step: step.step.id,
    statement,
    holds: answer.type === 'holds',
    by: run.ports.operator,
  });
  return null;
}

/** What a block printed in an earlier process; `null`: it was in this one. */
function recallOutput(run: Run, id: string): Uint8Array | null {
  const log = run.state.steps.get(id)?.log ?? null;
  return log === null || endedHere(run, id) ? null : run.ports.readLog(log);
}

/** The last attempt at a block ended in this process. */
function endedHere({ ports: { journal } }: Run, id: string): boolean {
  const ended = journal.entries.findLastIndex((entry) => entry.type === 'block-ended' && entry.step === id);
  return ended > journal.entries.findLastIndex((entry) => entry.type === 'run-resumed');
}

/** Somebody has just interrupted a wait, which is no verdict on what was waited for. */
function isCutShort(run: Run, { step }: PlanStep, { ending }: Outcome): boolean {
  const isPolled = step.kind === 'block' && step.polling !== null;
  return isPolled && ending === 'interrupted' && endedHere(run, step.id);
}

/** A failed step: the operator chooses a remedy; where nobody can be asked, the run ends here. */
export async function askRemedy(run: Run, step: PlanStep, state: StepState): Promise<number | null> {
  const id = step.step.id;
  const verdict = state.status === 'unexpected' ? 'unexpected' : 'failed';
  if (state.outcome === null || run.options.check) return endRun(run, verdict, id);
  const rollback = findRollback(run, step);
  const hasRun = state.outcome.ending !== 'not-started';
  const remedies = { accept: hasRun || isDecided(run, step), rollback: rollback?.steps ?? [] };
  const answer = await run.ports.prompter.remedy(step, state.outcome, remedies);
  if (answer.type === 'unanswered' && isNobody(answer)) {
    return isCutShort(run, step, state.outcome) ? pauseRun(run, id, 'interrupt') : endRun(run, verdict, id);
  }
  if (isCommon(answer)) return answerCommon(run, step, answer);
  if (answer.type === 'rollback') {
    if (rollback !== null) beginRollback(run, step, rollback);
    return null;
  }
  if (answer.type === 'accept' && !remedies.accept) return null;
  const reason = answer.type === 'retry' ? null : answer.reason;
  run.record({ type: 'remedy-chosen', step: id, remedy: answer.type, reason, by: run.ports.operator });
  return null;
}

/** Everything the step stands under is known to hold: what went wrong is the step itself. */
function isDecided({ state }: Run, { guards }: PlanStep): boolean {
  return guards.every((guard) => decisionOn(state, guard) === true);
}

/** A block with an intent and no result: only a human can say what became of it. */
export async function askSettlement(run: Run, step: PlanStep, state: StepState): Promise<number | null> {
  const id = step.step.id;
  const rollback = findRollback(run, step);
  const attempt = brokenAttempt(run, state);
  const answer = await run.ports.prompter.settle(asBegun(step, state), attempt, rollback?.steps ?? []);
  if (answer.type === 'unanswered' && isNobody(answer)) return endRun(run, 'unknown', id);
  if (isCommon(answer)) return answerCommon(run, step, answer);
  if (answer.type === 'rollback') {
    if (rollback !== null) beginRollback(run, step, rollback);
    return null;
  }
  const reason = answer.type === 'retry' ? null : answer.reason;
  run.record({ type: 'outcome-settled', step: id, settlement: answer.type, reason, by: run.ports.operator });
  return null;
}

function brokenAttempt({ ports }: Run, { log, begun, planned }: StepState): BrokenAttempt {
  const isIt = (entry: Entry) => entry.type === 'block-started' && entry.step === planned.id;
  return {
    output: log === null ? new Uint8Array() : ports.readLog(log),
    begun: ports.journal.entries.findLast(isIt)?.time ?? '',
    isEdited: begun !== null && begun.planned.hash !== planned.hash,
  };
}

/** What was to run but once still is, where its document does not say so any more. */
function asBegun(planStep: PlanStep, { begun }: StepState): PlanStep {
  const { step } = planStep;
  if (step.kind !== 'block' || begun === null || !hasTrait(begun.planned, 'once')) return planStep;
  return { ...planStep, step: { ...step, traits: { ...step.traits, once: true } } };
}

/** One typed gate over everything that `--from` or `--only` leave out. */
export async function askPassOver(run: Run, steps: readonly PlanStep[]): Promise<number | null> {
  const answer = await run.ports.prompter.passOver(steps, run.plan.requirements.target);
  if (answer.type === 'unanswered') return pauseUnanswered(run, null, answer);
  if (answer.type === 'pause') return pauseRun(run, null, 'asked');
  if (answer.type !== 'yes') return endRun(run, 'declined', null, 'the steps were not to be passed over');
  run.record({ type: 'steps-passed-over', steps: steps.map(({ step }) => step.id), by: run.ports.operator });
  return null;
}
