import { allowedExit } from '../expect/allowed-exit.ts';
import type { Expectation, Verdict } from '../model/expectation.ts';
import type { Outcome } from '../model/outcome.ts';
import type { BlockResult } from './ports.ts';

/**
 * What an attempt came to. `failed`: it did not end by itself, or its status was not allowed.
 * `unexpected`: the status was allowed but another claim did not hold.
 * The exit claim governs the last command only; an earlier failure fails the block.
 */
export function judge(
  result: BlockResult,
  expectation: Expectation | null,
  verdicts: readonly Verdict[],
): Outcome {
  const ended = result.ending === 'exited' && (result.reachedLast || result.exit === 0);
  const allowed = ended && allowedExit(expectation, result.exit);
  const held = verdicts.every((verdict) => verdict.ok);
  return {
    status: !allowed ? 'failed' : held ? 'passed' : 'unexpected',
    ending: result.ending,
    exit: result.exit,
    failedCommand: allowed ? null : result.failedCommand,
    message: result.message,
    verdicts,
  };
}
