import { exitCode } from '../model/outcome.ts';
import type { TerminalPrompter } from '../ui/prompter.ts';
import { Refusal } from './refusal.ts';

/**
 * Says what a resumed session does not have any more, before anything runs in it, and goes on only with a yes: a step
 * that reads it would find nothing there. Throws a `Refusal` without one.
 */
export async function consentToLoss(
  lost: readonly string[],
  prompter: Pick<TerminalPrompter, 'consent'>,
): Promise<void> {
  if (lost.length === 0) return;
  const answer = await prompter.consent(
    'The session cannot be brought back as it was; gone is',
    lost,
    'Go on without it',
  );
  if (answer === true) return;
  const reason = answer === false ? 'the run stays paused' : 'somebody has to agree to that, at a terminal';
  throw new Refusal(
    `the session cannot be brought back as it was: ${lost.join('; ')}`,
    reason,
    exitCode.paused,
  );
}
