import type { Approval } from '../model/event.ts';
import type { PlanStep } from '../model/plan.ts';
import type { StepState } from '../model/state.ts';
import { answerCommon, isCommon } from './answer-common.ts';
import type { GateAnswer } from './answers.ts';
import { dangersShown, fillPhrase, gatherApproval, missingIn, phraseOf } from './approval.ts';
import { confinementOf } from './confinement-of.ts';
import { fillStep } from './fill-block.ts';
import { stateOf } from './next.ts';
import type { GateView } from './ports.ts';
import type { Run } from './run.ts';
import { endRun } from './stop-run.ts';

/** As many of the latest steps as a gate tells of. */
const remembered = 3;

/** Kinds of steps that show nothing. */
const goesByItself = new Set(['include', 'stop']);

/** Shows a step's gate until it is answered. Returns an exit code when the run stops here. */
export async function openGate(run: Run, planStep: PlanStep): Promise<number | null> {
  const step = fillStep(planStep, stateOf(run.state, planStep).filled);
  const approval = await gatherApproval(run, step);
  run.record({ type: 'gate-opened', step: step.step.id, approval });
  const answer = await run.ports.prompter.gate(viewGate(run, step, approval));
  if (isCommon(answer)) return answerCommon(run, step, answer);
  return recordAnswer(run, step.step.id, approval, answer);
}

type Decision = Exclude<GateAnswer, { type: 'note' | 'shell' | 'pause' | 'abort' | 'unanswered' }>;

async function recordAnswer(
  run: Run,
  step: string,
  approval: Approval,
  answer: Decision,
): Promise<number | null> {
  run.record({
    type: 'gate-answered',
    step,
    decision: answer.type,
    approval: approval.hash,
    typed: answer.typed,
    reason: answer.type === 'skip' ? answer.reason : null,
    by: run.ports.operator,
  });
  return answer.type === 'decline' ? endRun(run, 'declined', step) : null;
}

function viewGate(run: Run, step: PlanStep, approval: Approval): GateView {
  const state = stateOf(run.state, step);
  const phrase = phraseOf(step.step);
  return {
    step,
    phrase: phrase === null ? null : fillPhrase(phrase, approval.reads),
    unnamed: phrase === null ? [] : missingIn(phrase, approval.reads),
    reads: Object.entries(approval.reads).map(([name, value]) => ({
      name,
      value: value && run.ports.redact(value),
    })),
    place: approval.place,
    since: establishedSince(run, state),
    dangers: dangersShown(step, approval).map((danger) => ({
      ...danger,
      command: run.ports.redact(danger.command),
      why: run.ports.redact(danger.why),
    })),
    changed: state.changed,
    attempt: state.attempts + 1,
    confinement: confinementOf(step.step, run.ports.surroundings),
  };
}

/** The latest steps that passed, oldest first, and what became of this one when it was tried before. */
function establishedSince(run: Run, step: StepState): GateView['since'] {
  const passed = [...run.state.steps.values()]
    .filter(({ status, planned }) => status === 'passed' && !goesByItself.has(planned.kind))
    .slice(-remembered);
  const { rollback, steps } = run.state;
  const left = rollback === null ? undefined : steps.get(rollback.from);
  const tried = [...(left === undefined ? [] : [left]), step].filter(
    ({ attempts, status }) => attempts > 0 && status !== 'passed',
  );
  return [...passed, ...tried].map((each) => ({
    title: each.planned.id,
    ok: each.status === 'passed',
    established: established(each, mayHaveDone(run, each)),
    ago: run.ports.clock.now() - Date.parse(lastSeen(each) ?? run.state.updated ?? ''),
  }));
}

/** When it was last seen what is told of a step; of an attempt that broke off, when the step was begun. */
function lastSeen({ outcome, status, observed, ended, started }: StepState): string | null {
  return outcome === null && status !== 'passed' ? (ended ?? started) : (observed ?? ended);
}

/** A readonly block has done nothing, however it ended. In careful mode nobody has looked whether it is one. */
function mayHaveDone({ plan }: Run, { planned, begun }: StepState): string {
  const all = [...plan.steps, ...plan.documents.flatMap(({ rollback }) => rollback)];
  const own = all.find(({ step }) => step.id === planned.id);
  const isTrusted = own !== undefined && plan.documents[own.document]?.trusted === true;
  const { mode } = begun?.planned ?? planned;
  return mode === 'readonly' && isTrusted ? '' : '; it may have done a part';
}

function established({ outcome, attempts, status }: StepState, part: string): string {
  if (outcome === null) {
    return status === 'passed' ? '' : `attempt ${attempts}: what became of it is unknown${part}`;
  }
  if (outcome.status === 'passed') return outcome.verdicts.map(({ claim }) => claim).join('; ');
  const how = outcome.ending === 'exited' ? `exit ${outcome.exit}` : outcome.ending.replace('-', ' ');
  return `attempt ${attempts} ${outcome.status}, ${how}${part}`;
}
