/** Words that mean something at a prompt; each prompt allows some of them. */
export type AnswerWord =
  | 'yes'
  | 'no'
  | 'done'
  | 'retry'
  | 'skip'
  | 'accept'
  | 'rollback'
  | 'note'
  | 'shell'
  | 'pause'
  | 'abort';

/** How they are written, in lower case. */
const answerWords: Readonly<Record<string, AnswerWord>> = {
  y: 'yes',
  yes: 'yes',
  n: 'no',
  no: 'no',
  done: 'done',
  retry: 'retry',
  skip: 'skip',
  accept: 'accept',
  rollback: 'rollback',
  note: 'note',
  shell: 'shell',
  pause: 'pause',
  abort: 'abort',
};

/** The word that somebody wrote, in whatever case; `null`: it is none of them. */
export function readAnswerWord(text: string): AnswerWord | null {
  const written = text.toLowerCase();
  return Object.hasOwn(answerWords, written) ? (answerWords[written] ?? null) : null;
}
