import type { Unanswered } from './answers.ts';
import type { Run } from './run.ts';
import { pauseRun } from './stop-run.ts';

/** Pauses where a question got no answer. What was asked for from outside is why it went away, where it was. */
export function pauseUnanswered(run: Run, step: string | null, { reason }: Unanswered): Promise<number> {
  const { stop } = run.ports.signals;
  return stop === null ? pauseRun(run, step, reason) : pauseRun(run, step, stop.reason, stop.exit);
}
