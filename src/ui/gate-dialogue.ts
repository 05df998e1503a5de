import type { Step } from '../model/runbook.ts';
import type { GateAnswer } from '../run/answers.ts';
import type { GateView } from '../run/ports.ts';
import type { Allowed, Reading, Word } from './answer.ts';
import { askReason, converse, type Question, readCommon, type Talk } from './talk.ts';

const attempts = 3;
const usual: readonly Word[] = ['no', 'skip', 'note', 'shell', 'pause', 'abort'];

/** Asks at a gate that has been drawn. Enter, `n` and three wrong phrases decline. */
export async function askGate(view: GateView, talk: Talk): Promise<GateAnswer> {
  if (view.unnamed.length > 0) return askUnnamed(view, talk);
  const unsure = await askAboutMissing(view, talk);
  if (unsure !== null) return unsure;
  const { step } = view.step;
  const words: readonly Word[] = step.kind === 'manual' ? ['done', ...usual] : usual;
  return askTyped(
    talk,
    gateQuestion(view),
    { phrase: view.phrase, words: withYes(view.phrase, words) },
    step.id,
  );
}

function withYes(phrase: string | null, words: readonly Word[]): readonly Word[] {
  return phrase === null ? ['yes', ...words] : words.filter((word) => word !== 'done');
}

/** One question whose yes is `y` or a phrase to be typed; `what` is what a skip would skip. */
export function askTyped(
  talk: Talk,
  question: Question,
  allowed: Allowed,
  what: string,
): Promise<GateAnswer> {
  const typed: string[] = [];
  return converse<GateAnswer>(talk, question, allowed, async (reading, line) => {
    if (allowed.phrase !== null && reading.type === 'phrase') return { type: 'yes', typed: [...typed, line] };
    if (reading.type === 'word') return readWord(talk, reading, typed, what);
    if (reading.type === 'empty') return { type: 'decline', typed };
    if (allowed.phrase === null) return again(talk, question);
    typed.push(line);
    if (typed.length >= attempts) {
      talk.tell(`That was not the phrase either, ${attempts} times: this counts as no.`);
      return { type: 'decline', typed };
    }
    talk.tell(`That is not the phrase (${typed.length} of ${attempts}).`);
    return null;
  });
}

async function readWord(
  talk: Talk,
  { word, text }: Reading & { type: 'word' },
  typed: readonly string[],
  what: string,
): Promise<GateAnswer | null> {
  if (word === 'yes') return { type: 'yes', typed };
  if (word === 'done') return text === '' ? { type: 'yes', typed } : null;
  if (word === 'no') return { type: 'decline', typed };
  if (word !== 'skip') return readCommon(talk, word, text);
  const reason = await askReason(talk, text, `skipping ${what}`);
  return typeof reason === 'string' ? { type: 'skip', reason, typed } : reason;
}

/** A phrase that does not say what is lost cannot be typed: there is no yes to it. */
function askUnnamed({ unnamed, step }: GateView, talk: Talk): Promise<GateAnswer> {
  const names = unnamed.join(', ');
  const question = {
    text: `${names} has no value, so the phrase of this gate names nothing, and there is no yes to it.`,
    choices: `set it in the shell, or: ${usual.slice(1).join(', ')} (Enter: no)`,
  };
  return askTyped(talk, question, { phrase: null, words: usual }, step.step.id);
}

/** A block that reads an unset or empty variable needs a yes of its own first. `null`: it was given, or not needed. */
async function askAboutMissing(view: GateView, talk: Talk): Promise<GateAnswer | null> {
  const missing = view.reads.filter(({ value }) => value === null || value === '');
  if (missing.length === 0) return null;
  const names = missing
    .map(({ name, value }) => `${name} is ${value === null ? 'UNSET' : 'EMPTY'}`)
    .join(', ');
  const question = {
    text: `${names}. Is that intended?  y/N`,
    choices: `or: ${usual.slice(1).join(', ')} (Enter: no)`,
  };
  const answer = await askTyped(
    talk,
    question,
    { phrase: null, words: ['yes', ...usual] },
    view.step.step.id,
  );
  return answer.type === 'yes' ? null : answer;
}

function again(talk: Talk, { choices }: Question): null {
  talk.tell(`That is no answer here. Say y to go ahead, ${choices}.`);
  return null;
}

/** The question below a gate. */
function gateQuestion({ step, phrase }: GateView): Question {
  const choices = `or: ${usual.slice(1).join(', ')} (Enter: no)`;
  const { text, verb } = questionOf(step.step);
  return phrase === null ? { text, choices } : { text: `Type  ${phrase}  to ${verb}`, choices };
}

/** Includes and stops ask nobody anything, and the items of a checklist are asked for one by one. */
function questionOf({ kind, id }: Step): { readonly text: string; readonly verb: string } {
  switch (kind) {
    case 'block':
      return { text: `Run ${id}?  y/N`, verb: `run ${id}` };
    case 'manual':
      return { text: 'Do this elsewhere, then answer  done  (or y)', verb: `say that ${id} is done` };
    case 'checkpoint':
    case 'checklist':
    case 'include':
    case 'stop':
      return { text: `Go on past ${id}?  y/N`, verb: `go on past ${id}` };
    default:
      return kind satisfies never;
  }
}
