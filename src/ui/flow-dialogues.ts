import type { PlanStep } from '../model/plan.ts';
import type { FillAnswer, ItemAnswer, RollbackAnswer } from '../run/answers.ts';
import type { Word } from './answer.ts';
import { askReason, converse, readCommon, type Talk } from './talk.ts';

const common: readonly Word[] = ['note', 'shell', 'pause', 'abort'];

/** One item of a checklist. Enter means No. */
export function askItem(
  { step }: PlanStep,
  item: { readonly number: number; readonly of: number; readonly text: string },
  talk: Talk,
): Promise<ItemAnswer> {
  const choices = `y, n, skip (with a reason), ${common.join(', ')} (Enter: no)`;
  const question = { text: `[${item.number}/${item.of}] ${item.text}`, choices };
  const words: readonly Word[] = ['yes', 'no', 'skip', ...common];
  return converse<ItemAnswer>(talk, question, { phrase: null, words }, async (reading) => {
    if (reading.type === 'empty') return { type: 'no' };
    if (reading.type !== 'word') {
      talk.tell(`That is no answer here. Say y when it is so, n when it is not; ${choices}.`);
      return null;
    }
    const { word, text } = reading;
    if (word === 'yes') return { type: 'yes' };
    if (word === 'no') return { type: 'no' };
    if (word !== 'skip') return readCommon(talk, word, text);
    const reason = await askReason(talk, text, `skipping item ${item.number} of ${step.id}`);
    return typeof reason === 'string' ? { type: 'skip', reason } : reason;
  });
}

/** The values of placeholders, one after the other; none of them is empty. */
export async function askValues(names: readonly string[], talk: Talk): Promise<FillAnswer> {
  const values: Record<string, string> = {};
  for (const name of names) {
    const answer = await askValue(name, talk);
    if (answer.type !== 'value') return answer;
    values[name] = answer.text;
  }
  return { type: 'filled', values };
}

type ValueAnswer =
  | { readonly type: 'value'; readonly text: string }
  | Exclude<FillAnswer, { type: 'filled' }>;

/** A value that is one of the words that mean something here is typed with `=` before it. */
function askValue(name: string, talk: Talk): Promise<ValueAnswer> {
  const question = { text: `Value of <${name}>`, choices: `or: ${common.join(', ')}` };
  return converse<ValueAnswer>(talk, question, { phrase: null, words: common }, (reading, line) => {
    if (reading.type === 'empty') {
      talk.tell(`<${name}> needs a value; pause leaves the run as it is.`);
      return null;
    }
    if (reading.type === 'word' && reading.text === '') return readCommon(talk, reading.word, '');
    if (/\p{Cc}/u.test(line)) {
      talk.tell('A value holds no control characters.');
      return null;
    }
    const [, escaped] = /^=(note|shell|pause|abort)$/i.exec(line) ?? [];
    return { type: 'value', text: escaped ?? line };
  });
}

/** Whether to walk the rollback section before the run ends. Enter means No. */
export function askRollback(rollback: readonly PlanStep[], talk: Talk): Promise<RollbackAnswer> {
  const count = `${rollback.length} ${rollback.length === 1 ? 'step' : 'steps'}`;
  const question = { text: `Walk the rollback section now, ${count}?  y/N`, choices: '(Enter: no)' };
  return converse<RollbackAnswer>(talk, question, { phrase: null, words: ['yes', 'no'] }, (reading) => {
    if (reading.type === 'empty') return { type: 'no' };
    if (reading.type === 'word') return { type: reading.word === 'yes' ? 'yes' : 'no' };
    talk.tell('That is no answer here. Say y to go back, n to end the run as it is.');
    return null;
  });
}
