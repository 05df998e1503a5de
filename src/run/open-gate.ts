import type { Approval } from '../model/event.ts';
import type { PlanStep } from '../model/plan.ts';
import { answerCommon, isCommon } from './answer-common.ts';
import { fillPhrase, gatherApproval, phraseOf } from './approval.ts';
import { stateOf } from './next.ts';
import type { GateAnswer, GateView } from './ports.ts';
import type { Run } from './run.ts';
import { endRun } from './stop-run.ts';

/** As many of the latest steps as a gate tells of. */
const remembered = 3;

/** Shows a step's gate until it is answered. Returns an exit code when the run stops here. */
export async function openGate(run: Run, step: PlanStep): Promise<number | null> {
  const approval = await gatherApproval(run, step);
  run.record({ type: 'gate-opened', step: step.step.id, approval });
  const answer = await run.ports.prompter.gate(viewGate(run, step, approval));
  if (isCommon(answer)) return answerCommon(run, step.step.id, answer);
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
    reads: Object.entries(approval.reads).map(([name, value]) => ({
      name,
      value: value && run.ports.redact(value),
    })),
    place: approval.place,
    since: establishedSince(run),
    changed: state.changed,
    attempt: state.attempts + 1,
  };
}

/** The latest steps that passed, oldest first, with what each one established. */
function establishedSince(run: Run): GateView['since'] {
  const passed = [...run.state.steps.values()].filter(
    (step) => step.status === 'passed' && step.ended !== null,
  );
  return passed.slice(-remembered).map((step) => ({
    title: step.planned.id,
    established: step.outcome?.verdicts.map((verdict) => verdict.claim).join('; ') ?? '',
    ago: run.ports.clock.now() - Date.parse(step.ended ?? ''),
  }));
}
