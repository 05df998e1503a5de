import type { PauseReason, RunEnded, RunPaused } from '../model/event.ts';
import { exitCode } from '../model/outcome.ts';
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

export function endRun(
  run: Run,
  status: RunEnded['status'],
  step: string | null,
  reason: string | null = null,
  exit: number = exitOf(status),
): Promise<number> {
  return stop(run, { type: 'run-ended', status, step, exit, reason }, exit);
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
