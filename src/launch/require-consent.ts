import { exitCode } from '../model/outcome.ts';
import type { Particular } from '../ui/other-views.ts';
import type { TerminalPrompter } from '../ui/prompter.ts';
import { Refusal } from '../world/refusal.ts';

export interface Consent {
  /** What is not as it was, and its parts; both are shown. */
  readonly about: string;
  readonly rows: readonly Particular[];
  readonly question: string;
  /** What the refusal says without a yes. */
  readonly refusal: string;
}

/** Whose consent it takes: somebody at the terminal. */
export interface Asked {
  readonly prompter: Pick<TerminalPrompter, 'consent'>;
  /** The command that resumes this run. */
  readonly resume: string;
}

/**
 * Resumes a run only with a yes to what is not as it was. Throws a `Refusal` without one: the run stays as it is, and
 * nothing of this is on its record.
 */
export async function requireConsent(
  { about, rows, question, refusal }: Consent,
  { prompter, resume }: Asked,
): Promise<void> {
  const answer = await prompter.consent(about, rows, question);
  if (answer === true) return;
  const hint =
    answer === false ? 'nothing was resumed' : `somebody has to agree to that, at a terminal: ${resume}`;
  throw new Refusal(refusal, hint, exitCode.paused);
}
