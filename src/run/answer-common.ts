import type { CommonAnswer, Unanswered } from './ports.ts';
import type { Run } from './run.ts';
import { endRun, pauseRun } from './stop-run.ts';

const common = new Set(['unanswered', 'note', 'shell', 'pause', 'abort']);

export function isCommon<Answer extends { readonly type: string }>(
  answer: Answer | CommonAnswer,
): answer is CommonAnswer {
  return common.has(answer.type);
}

/** What an answer does that every prompt allows. Returns an exit code when the run stops here, else asks again. */
export async function answerCommon(run: Run, step: string, answer: CommonAnswer): Promise<number | null> {
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
      return endRun(run, 'aborted', step, answer.reason);
    case 'unanswered':
      return pauseUnanswered(run, step, answer);
    default:
      return answer satisfies never;
  }
}

/** What was asked for from outside is why the question went away, where it was. */
export function pauseUnanswered(run: Run, step: string | null, { reason }: Unanswered): Promise<number> {
  const { stop } = run.ports.signals;
  return stop === null ? pauseRun(run, step, reason) : pauseRun(run, step, stop.reason, stop.exit);
}

async function openShell(run: Run, step: string): Promise<void> {
  run.record({ type: 'shell-opened', step, by: run.ports.operator });
  const log = run.ports.nameShellLog(step);
  const { exit, recorded } = await run.ports.session.shell(log.path);
  run.record({ type: 'shell-closed', step, exit, log: recorded ? log.name : null });
}
