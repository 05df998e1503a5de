import type { Unanswered } from '../run/answers.ts';
import type { Choice } from './resume-views.ts';
import type { Talk } from './talk.ts';

/** Which of these runs goes on, as an index; `null`: none of them. Enter decides for none. */
export async function askWhichRun(
  choices: readonly Choice[],
  talk: Talk,
): Promise<number | null | Unanswered> {
  const numbers = choices.length === 2 ? '1 or 2' : `1 to ${choices.length}`;
  const possible = `${numbers}, or an id`;
  for (;;) {
    const answer = await talk.ask({ text: 'Which one goes on?', choices: `${possible} (Enter: none)` });
    if (typeof answer !== 'string') return answer;
    const said = answer.trim();
    if (/^(?:|n|no|none)$/i.test(said)) return null;
    const index = findChoice(said, choices);
    if (index !== null) return index;
    talk.tell(`That names none of them, or several. Possible: ${possible}; Enter leaves all as they are.`);
  }
}

/** By its number, or by what its id alone begins with. */
function findChoice(said: string, choices: readonly Choice[]): number | null {
  if (/^[1-9]\d?$/.test(said)) return Number(said) <= choices.length ? Number(said) - 1 : null;
  const [only, ...others] = choices.filter(({ id }) => id.startsWith(said));
  return only === undefined || others.length > 0 ? null : choices.indexOf(only);
}

/** What becomes of a run that is not finished, where another one was asked for. */
export type OfferAnswer = 'resume' | 'begin' | 'neither';

/** Whether to go on with that run, or to begin another one beside it. Enter does neither. */
export async function askToResume(run: string, talk: Talk): Promise<OfferAnswer | Unanswered> {
  const choices = 'or: new, to begin another run beside it (Enter: neither)';
  for (;;) {
    const answer = await talk.ask({ text: `Go on with ${run}?  y/N`, choices });
    if (typeof answer !== 'string') return answer;
    const said = answer.trim().toLowerCase();
    if (['y', 'yes'].includes(said)) return 'resume';
    if (said === 'new') return 'begin';
    if (['', 'n', 'no'].includes(said)) return 'neither';
    talk.tell(
      'That is no answer here. Say y to go on with it, new to begin another run, n to leave it as it is.',
    );
  }
}
