import type { Outcome } from '../model/outcome.ts';
import type { Polling } from '../model/runbook.ts';
import { tellSeconds } from '../model/time-words.ts';
import type { Action } from './next.ts';
import type { Run } from './run.ts';

/**
 * Ctrl-C between two polls ends the wait and not the run: the operator is asked what now. `false`: nothing is waited
 * for, or what asks for the end is not that.
 */
export function interruptWait(run: Run, action: Action): boolean {
  const { signals, clock } = run.ports;
  if (action.type !== 'poll-block' || action.step.step.kind !== 'block') return false;
  const { id, polling } = action.step.step;
  const { pollingSince, outcome } = action.state;
  if (polling === null || pollingSince === null || outcome === null) return false;
  if (!signals.takeInterrupt()) return false;
  const waited = clock.now() - Date.parse(pollingSince);
  const attempts = () => countAttempts(run, id);
  const message = tellInterrupted(polling, { waited, attempts, last: outcome });
  run.record({ type: 'wait-interrupted', step: id, waited, outcome: interrupted(outcome, message) });
  return true;
}

/** Nothing ran when it was interrupted; what was last looked at had its own end. */
function interrupted({ verdicts }: Outcome, message: string): Outcome {
  return { status: 'failed', ending: 'interrupted', exit: null, failedCommand: null, message, verdicts };
}

/** A wait that was cut short. */
export interface CutShort {
  /** Milliseconds. */
  readonly waited: number;
  /** In this series; one that was interrupted itself is among them. Asked only where it is told: it reads the journal. */
  attempts(): number;
  /** What the last whole attempt came to; `null`: there was none. */
  readonly last: Outcome | null;
}

/** How long was waited, of how long, and what was found last. */
export function tellInterrupted({ within }: Polling, { waited, attempts, last }: CutShort): string {
  const count = attempts();
  const tries = `${count} ${count === 1 ? 'attempt' : 'attempts'}`;
  const found = last === null ? '' : `; last found: ${tellFound(last)}`;
  return `the wait was interrupted after ${tellSeconds(waited)} of ${within.text}, ${tries}${found}`;
}

function tellFound({ verdicts, message, exit }: Outcome): string {
  const broken = verdicts.find(({ ok }) => !ok);
  return broken?.found ?? message ?? `exit ${exit ?? 'unknown'}`;
}

/** Those of the present series: it may have been waited for before. */
export function countAttempts({ state, ports }: Run, step: string): number {
  const since = state.steps.get(step)?.pollingSince ?? '';
  return ports.journal.entries.filter(
    (entry) => entry.type === 'block-started' && entry.step === step && entry.time >= since,
  ).length;
}
