import { failureSentence } from '../expect/verdict.ts';
import type { Outcome } from '../model/outcome.ts';

/** How an attempt came to its end: `exit 3`, `its time was up and it was ended, exit 143 (signal 15)`. */
export function tellExit({ ending, exit }: Outcome): string {
  const signal = exit !== null && exit > 128 && exit <= 192 ? ` (signal ${exit - 128})` : '';
  const status = exit === null ? 'no exit status' : `exit ${exit}${signal}`;
  switch (ending) {
    case 'exited':
      return status;
    case 'timed-out':
      return `its time was up and it was ended, ${status}`;
    case 'interrupted':
      return exit === null ? 'interrupted' : `interrupted, ${status}`;
    case 'session-lost':
      return 'the shell died under it and was started again';
    case 'not-started':
      return 'it could not be started';
    default:
      return ending satisfies never;
  }
}

/** Everything that kept an attempt from passing, a sentence each; none for one that passed. */
export function tellFailure(outcome: Outcome): readonly string[] {
  if (outcome.status === 'passed') return [];
  const { failedCommand, message, verdicts } = outcome;
  const stopped =
    failedCommand === null
      ? []
      : [`${tellExit(outcome)}, at line ${failedCommand.line}: ${failedCommand.text}`];
  const broken = verdicts.filter(({ ok }) => !ok).map(failureSentence);
  const said = [...stopped, ...(message === null ? [] : [message]), ...broken];
  const needsExit = failedCommand === null && (said.length === 0 || outcome.ending !== 'exited');
  return needsExit ? [tellExit(outcome), ...said] : said;
}

/** In one sentence: what was established, or what first went wrong. */
export function tellOutcome(outcome: Outcome): string {
  const [first] = tellFailure(outcome);
  if (first !== undefined) return first;
  const claims = outcome.verdicts.map(({ claim }) => claim);
  const telling = claims.length > 1 ? claims.filter((claim) => claim !== 'exit 0') : claims;
  return telling.length > 0 ? telling.join('; ') : tellExit(outcome);
}
