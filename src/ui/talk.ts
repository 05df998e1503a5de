import type { CommonAnswer, Unanswered } from '../run/answers.ts';
import type { Allowed, Reading, Word } from './answer.ts';
import { readAnswer } from './answer.ts';

/** A conversation with the human at the terminal. */
export interface Talk {
  /** Asks for one line; what was typed before the question stood there does not count. */
  ask(question: Question): Promise<string | Unanswered>;
  /** Says one sentence. */
  tell(sentence: string): void;
}

export interface Question {
  /** What is asked: `Type  recidr openstack  to run recidr`. */
  readonly text: string;
  /** Which answers there are: `or: skip, note (Enter: no)`. */
  readonly choices: string;
  /** What is typed does not appear. */
  readonly hidden?: boolean;
}

/** One question until it is answered. `decide` returns `null` to ask again. */
export async function converse<Answer>(
  talk: Talk,
  question: Question,
  allowed: Allowed,
  decide: (reading: Reading, line: string) => Promise<Answer | null> | Answer | null,
): Promise<Answer | Unanswered> {
  for (;;) {
    const line = await talk.ask(question);
    if (typeof line !== 'string') return line;
    const reading = readAnswer(line, allowed);
    if (reading.type === 'help') {
      talk.tell(tellAllowed(allowed));
      continue;
    }
    const answer = await decide(reading, line.trim());
    if (answer !== null) return answer;
  }
}

function tellAllowed({ phrase, words }: Allowed): string {
  const known = words.filter((word) => word !== 'yes' && word !== 'no').map((word) => meanings[word]);
  const yes = words.includes('yes') ? ['y: yes'] : [];
  const typed = phrase === null ? yes : [`yes is the phrase, letter by letter: ${phrase}`];
  return [...typed, ...known].join('; ');
}

const meanings = {
  yes: 'y: yes',
  no: 'n: no',
  done: 'done: all of its work is done',
  skip: 'skip REASON: go on without it',
  note: 'note TEXT: put something on record',
  shell: "shell: a shell in the session's state, recorded; `exit` comes back here",
  pause: 'pause: stop here, `runbook resume` goes on',
  abort: 'abort REASON: end the run',
  retry: 'retry: try it again',
  accept: 'accept REASON: take it as it is, on record as a deviation',
  rollback: 'rollback: go back by the steps of the rollback section',
} satisfies Readonly<Record<Word, string>>;

/** What `note`, `shell`, `pause` and `abort` come to, everywhere. `null`: nothing was said, ask again. */
export async function readCommon(talk: Talk, word: Word, text: string): Promise<CommonAnswer | null> {
  switch (word) {
    case 'note': {
      const note = await askText(talk, text, 'Note', 'Enter: no note');
      return typeof note === 'string' ? { type: 'note', text: note } : note;
    }
    case 'shell':
      return { type: 'shell' };
    case 'pause':
      return { type: 'pause' };
    case 'abort':
      return text === '' ? askAbort(talk) : { type: 'abort', reason: text };
    default:
      return null;
  }
}

async function askAbort(talk: Talk): Promise<CommonAnswer> {
  const reason = await talk.ask({ text: 'Why is the run aborted?', choices: '(Enter: no reason given)' });
  if (typeof reason !== 'string') return reason;
  return { type: 'abort', reason: reason.trim() || null };
}

/** A reason that must be given: `text` when it came along, else asked for. `null`: there is none, so nothing happens. */
export function askReason(talk: Talk, text: string, what: string): Promise<string | Unanswered | null> {
  return askText(talk, text, `Reason for ${what}`, 'Enter: not after all');
}

async function askText(
  talk: Talk,
  text: string,
  what: string,
  enter: string,
): Promise<string | Unanswered | null> {
  if (text !== '') return text;
  const line = await talk.ask({ text: what, choices: `(${enter})` });
  return typeof line === 'string' ? line.trim() || null : line;
}
