import { exitCode } from '../model/outcome.ts';
import type { PauseReason, RunEnded, RunPaused } from '../model/run-event.ts';
import { hasFailed, type StepState } from '../model/state.ts';
import type { Run } from './run.ts';

/** Ends the session and what it left running, then records the last event of this process. Returns its exit code. */
async function stop(run: Run, last: RunPaused | RunEnded, exit: number): Promise<number> {
  const { ended, unreachable } = await run.ports.session.close();
  if (ended.length + unreachable.length > 0) run.record({ type: 'leftovers-ended', ended, unreachable });
  run.record(last);
  return exit;
}

export function pauseRun(
  run: Run,
  step: string | null,
  reason: PauseReason,
  exit: number = exitCode.paused,
): Promise<number> {
  return stop(run, { type: 'run-paused', step, reason }, exit);
}

/** What the run was planned from is not as it was; `changes` says what, one sentence each. */
export function pauseForChanges(run: Run, step: string, changes: readonly string[]): Promise<number> {
  return stop(run, { type: 'run-paused', step, reason: 'document-changed', changes }, exitCode.paused);
}

export function endRun(
  run: Run,
  status: RunEnded['status'],
  step: string | null,
  reason: string | null = null,
  exit: number = exitOf(status),
): Promise<number> {
  return stop(run, { type: 'run-ended', status, step, exit, reason }, exit);
}

/**
 * At the end of the plan, or of what is checked of it; `reason`: why that was early. A failure that the run has gone
 * past is no success.
 */
export function finishRun(
  run: Run,
  status: 'done' | 'checked',
  step: string | null,
  reason: string | null = null,
): Promise<number> {
  const failed = failuresPassed(run);
  const [first] = failed;
  if (first === undefined) return endRun(run, status, step, reason);
  const verdict = failed.some(([, state]) => state.status === 'failed') ? 'failed' : 'unexpected';
  const said = [nameFailures(run), reason].filter((text) => text !== null);
  return endRun(run, verdict, first[0], said.join('; '));
}

/** Those of `among` (default: of all steps) whose failure the run has gone past, in words; `null`: none. */
export function nameFailures(run: Run, among?: readonly string[]): string | null {
  const failed = failuresPassed(run).filter(([id]) => among?.includes(id) !== false);
  return failed.length === 0 ? null : `the run went on after ${failed.map(([id]) => id).join(', ')}`;
}

/** One that still waits for a remedy is not among them: somebody took it out of the document, or went back from it. */
function failuresPassed({ state }: Run): readonly (readonly [string, StepState])[] {
  return [...state.steps].filter(([, step]) => step.phase === 'finished' && hasFailed(step));
}

function exitOf(status: RunEnded['status']): number {
  switch (status) {
    case 'done':
    case 'checked':
      return exitCode.done;
    case 'aborted':
    case 'declined':
    case 'rolled-back':
      return exitCode.declined;
    case 'failed':
      return exitCode.failed;
    case 'unexpected':
      return exitCode.unexpected;
    case 'unknown':
      return exitCode.unknown;
    default:
      return status satisfies never;
  }
}
