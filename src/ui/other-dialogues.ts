import type { Outcome } from '../model/outcome.ts';
import type { PlanStep } from '../model/plan.ts';
import type { Step } from '../model/runbook.ts';
import type { ConfirmAnswer, GateAnswer, RemedyAnswer, SettleAnswer, Unanswered } from '../run/answers.ts';
import type { Remedies } from '../run/ports.ts';
import type { Word } from './answer.ts';
import { askTyped } from './gate-dialogue.ts';
import { askReason, converse, readCommon, type Talk } from './talk.ts';

const common: readonly Word[] = ['note', 'shell', 'pause', 'abort'];

/** A statement is judged by eye. Enter means that it does not hold. */
export function askConfirmation({ step }: PlanStep, statement: string, talk: Talk): Promise<ConfirmAnswer> {
  const choices = `or: ${common.join(', ')} (Enter: no)`;
  const question = { text: `${step.id}: does this hold?  ${statement}  y/N`, choices };
  return converse<ConfirmAnswer>(
    talk,
    question,
    { phrase: null, words: ['yes', 'no', ...common] },
    (reading) => {
      if (reading.type === 'empty') return { type: 'fails' };
      if (reading.type !== 'word') return sayChoices(talk, `y when it holds, n when it does not; ${choices}`);
      if (reading.word === 'yes') return { type: 'holds' };
      if (reading.word === 'no') return { type: 'fails' };
      return readCommon(talk, reading.word, reading.text);
    },
  );
}

/** A step failed. Enter decides nothing. */
export function askRemedy(
  { step }: PlanStep,
  outcome: Outcome,
  { accept, rollback }: Remedies,
  talk: Talk,
): Promise<RemedyAnswer> {
  const special: readonly Word[] = [...(accept ? ['accept' as const] : []), ...backBy(rollback)];
  const words: readonly Word[] = ['retry', 'skip', ...special, ...common];
  const choices = offered(step, words).join(', ');
  const question = { text: `${step.id} ${tellTrouble(outcome)}. What now?`, choices };
  return converse<RemedyAnswer>(talk, question, { phrase: null, words }, async (reading) => {
    if (reading.type !== 'word') return sayChoices(talk, choices);
    const { word, text } = reading;
    if (word === 'retry') return askRetry(step, talk);
    if (word === 'rollback') return { type: 'rollback' };
    if (word !== 'skip' && word !== 'accept') return readCommon(talk, word, text);
    const reason = await askReason(talk, text, `${word === 'skip' ? 'skipping' : 'accepting'} ${step.id}`);
    return typeof reason === 'string' ? { type: word, reason } : reason;
  });
}

/** Going back is possible where there are steps that do so. */
function backBy(rollback: readonly PlanStep[]): readonly Word[] {
  return rollback.length > 0 ? ['rollback'] : [];
}

function tellTrouble({ ending, status }: Outcome): string {
  if (ending === 'interrupted') return 'was interrupted';
  return status === 'unexpected' ? 'did not come out as expected' : 'failed';
}

/** A block broke off with its run. Enter decides nothing. */
export function askSettlement(
  { step }: PlanStep,
  rollback: readonly PlanStep[],
  talk: Talk,
): Promise<SettleAnswer> {
  const words: readonly Word[] = ['done', 'retry', 'skip', ...backBy(rollback), ...common];
  const explained: Partial<Record<Word, string>> = {
    done: 'done (all of its work is done)',
    retry: 'retry (run it again)',
    rollback: 'rollback (go back, whatever became of it)',
  };
  const choices = offered(step, words)
    .map((word) => explained[word] ?? word)
    .join(', ');
  const question = { text: `What became of ${step.id}?`, choices };
  return converse<SettleAnswer>(talk, question, { phrase: null, words }, async (reading) => {
    if (reading.type !== 'word') return sayChoices(talk, choices);
    const { word, text } = reading;
    if (word === 'retry') return askRetry(step, talk);
    if (word === 'rollback') return { type: 'rollback' };
    if (word !== 'skip' && word !== 'done') return readCommon(talk, word, text);
    const reason = await askReason(
      talk,
      text,
      word === 'skip' ? `skipping ${step.id}` : `taking ${step.id} as done`,
    );
    return typeof reason === 'string' ? { type: word, reason } : reason;
  });
}

/** What is to run but once is not offered to be run again; who asks for it all the same is asked back. */
function offered(step: Step, words: readonly Word[]): readonly Word[] {
  return isOnce(step) ? words.filter((word) => word !== 'retry') : words;
}

function isOnce(step: Step): boolean {
  return step.kind === 'block' && step.traits.once;
}

/** `null`: it is not to be run again after all. */
async function askRetry(step: Step, talk: Talk): Promise<{ readonly type: 'retry' } | Unanswered | null> {
  if (!isOnce(step)) return { type: 'retry' };
  const answer = await talk.ask({
    text: `${step.id} is to run once only, and it may have done its work. Run it again all the same?  y/N`,
    choices: '(Enter: no)',
  });
  if (typeof answer !== 'string') return answer;
  return /^y(es)?$/i.test(answer.trim()) ? { type: 'retry' } : null;
}

/** One gate over all steps that are left out: the target is typed, or how many they are. */
export function askPassOver(
  steps: readonly PlanStep[],
  target: string | null,
  talk: Talk,
): Promise<GateAnswer> {
  const count = `${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`;
  const phrase = target ?? `skip ${count}`;
  const question = {
    text: `Type  ${phrase}  to pass over ${count}`,
    choices: 'or: pause, abort (Enter: no)',
  };
  return askTyped(talk, question, { phrase, words: ['no', 'pause', 'abort'] }, count);
}

function sayChoices(talk: Talk, choices: string): null {
  talk.tell(`Nothing is decided yet. Possible: ${choices}.`);
  return null;
}
