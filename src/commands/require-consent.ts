import { exitCode } from '../model/outcome.ts';
import type { Particular } from '../ui/other-views.ts';
import type { TerminalPrompter } from '../ui/prompter.ts';
import { Refusal } from './refusal.ts';

export interface Consent {
  /** What is not as it was, and its parts; both are shown. */
  readonly about: string;
  readonly rows: readonly Particular[];
  readonly question: string;
  /** What the refusal says without a yes. */
  readonly refusal: string;
}

/** Resumes a run only with a yes to what is not as it was. Throws a `Refusal` without one: the run stays paused. */
export async function requireConsent(
  { about, rows, question, refusal }: Consent,
  prompter: Pick<TerminalPrompter, 'consent'>,
): Promise<void> {
  const answer = await prompter.consent(about, rows, question);
  if (answer === true) return;
  const reason = answer === false ? 'the run stays paused' : 'somebody has to agree to that, at a terminal';
  throw new Refusal(refusal, reason, exitCode.paused);
}
