import type { PlanStep } from '../model/plan.ts';
import { pauseUnanswered } from './answer-unanswered.ts';
import type { CommonAnswer } from './answers.ts';
import { offerRollback } from './roll-back.ts';
import type { Run } from './run.ts';
import { endRun, pauseRun } from './stop-run.ts';

const common = new Set(['unanswered', 'note', 'shell', 'pause', 'abort']);

export function isCommon<Answer extends { readonly type: string }>(
  answer: Answer | CommonAnswer,
): answer is CommonAnswer {
  return common.has(answer.type);
}

/** What an answer does that every prompt allows. Returns an exit code when the run stops here, else asks again. */
export async function answerCommon(
  run: Run,
  planStep: PlanStep,
  answer: CommonAnswer,
): Promise<number | null> {
  const step = planStep.step.id;
  switch (answer.type) {
    case 'note':
      run.record({ type: 'note-added', step, text: answer.text, by: run.ports.operator });
      return null;
    case 'shell':
      await openShell(run, step);
      return null;
    case 'pause':
      return pauseRun(run, step, 'asked');
    case 'abort':
      return abort(run, planStep, answer.reason);
    case 'unanswered':
      return pauseUnanswered(run, step, answer);
    default:
      return answer satisfies never;
  }
}

async function abort(run: Run, planStep: PlanStep, reason: string | null): Promise<number | null> {
  const rollback = await offerRollback(run, planStep);
  if (rollback === true) return null;
  return rollback === false ? endRun(run, 'aborted', planStep.step.id, reason) : rollback;
}

async function openShell(run: Run, step: string): Promise<void> {
  run.record({ type: 'shell-opened', step, by: run.ports.operator });
  const log = run.ports.nameShellLog(step);
  const { exit, recorded } = await run.ports.session.shell(log.path);
  run.ports.session.keep();
  const sha256 = recorded ? run.ports.surroundings.hashFile('/', log.path) : null;
  run.record({ type: 'shell-closed', step, exit, log: recorded ? log.name : null, sha256 });
}
