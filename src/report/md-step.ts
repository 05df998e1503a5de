import type { Entry } from '../model/event.ts';
import { nameOperator } from '../model/operator-name.ts';
import { tellBytes } from '../model/size-words.ts';
import { tellDuration } from '../model/time-words.ts';
import { countPolls, elidePolls, resultKey } from './elide-polls.ts';
import { mdCode, mdFence, mdWords } from './md-text.ts';
import type { OutputBudget } from './output-budget.ts';
import { tellCount } from './plain-text.ts';
import type { AttemptStory, StepStory } from './run-story.ts';
import { noText, type StepTexts, tellOtherText } from './step-texts.ts';
import { tellEntry } from './tell-entry.ts';
import { spanOf } from './time-spent.ts';

/** One step in Markdown: its code, what happened in order, the claims of each attempt and what it printed. */
export function mdStep(step: StepStory, { texts, note }: StepTexts, budget: OutputBudget): string {
  const { glyph, word } = step.word;
  const acts = mdActs(step, budget).join('');
  const outputs = step.attempts
    .filter(({ ended }) => ended?.again !== true)
    .map((attempt) => mdOutput(attempt, budget))
    .join('');
  const { traits = [] } = step.versions.told.planned;
  const said = traits.length === 0 ? '' : `${traits.map(mdCode).join(', ')}\n\n`;
  const recorded = texts.map(mdText).join('');
  const edited = note === '' ? '' : `*${mdWords(note)}*\n\n`;
  return `### ${glyph} ${mdWords(step.id)} — ${word}\n\n${said}${recorded}${edited}${acts}\n${outputs}`;
}

function mdText({ heading, step }: StepTexts['texts'][number]): string {
  const head = heading === '' ? '' : `${mdWords(heading)}\n\n`;
  if (step === null) return `${head}*${mdWords(noText)}*\n\n`;
  return `${head}${step.isCode ? `${mdFence(step.text, 'bash')}\n` : `${mdWords(step.text)}\n\n`}`;
}

/** In the order in which it happened; of polls that came to the same the first and the last. */
function mdActs(step: StepStory, budget: OutputBudget): readonly string[] {
  const acts: string[] = [];
  let polls: AttemptStory[] = [];
  const flush = () => {
    if (polls.length > 0) acts.push(mdPolls(polls, step, budget));
    polls = [];
  };
  const attempts = new Map<Entry, AttemptStory>(step.attempts.map((attempt) => [attempt.begun, attempt]));
  const ends = new Set<Entry | null>(step.attempts.map(({ ended }) => ended));
  for (const entry of step.entries) {
    const attempt = attempts.get(entry);
    if (attempt?.ended?.again === true) polls.push(attempt);
    else if (entry.type === 'block-ended' && entry.again && ends.has(entry)) continue;
    else {
      flush();
      acts.push(mdAct(entry, step));
    }
  }
  flush();
  return acts;
}

function mdPolls(polls: readonly AttemptStory[], step: StepStory, budget: OutputBudget): string {
  const told = elidePolls(polls, resultKey);
  const taken = budget.takePolls(told.length);
  const earlier = countPolls(told.slice(0, -taken));
  const more =
    earlier === 0 ? '' : `- ${tellCount(earlier, 'earlier attempt')} left out here; the journal has them\n`;
  return (
    more +
    told
      .slice(-taken)
      .map((poll) => mdPoll(poll, step))
      .join('')
  );
}

function mdPoll(poll: AttemptStory | number, step: StepStory): string {
  if (typeof poll === 'number') return `- ${tellCount(poll, 'attempt')} in between came to the same\n`;
  return mdAct(poll.begun, step) + (poll.ended === null ? '' : mdAct(poll.ended, step));
}

function mdAct(entry: Entry, step: StepStory): string {
  if (entry.type === 'gate-opened' && step.entries.at(-1) !== entry) return '';
  const { text, by } = tellEntry(entry);
  const who = by === null ? '' : ` — ${mdWords(nameOperator(by))}`;
  const waited = entry.type === 'gate-answered' ? mdWait(entry, step) : '';
  const said = `- ${entry.time.slice(11, 19)} ${mdWords([text, tellOtherText(step, entry)].join(' '))}${waited}${who}\n`;
  return entry.type === 'block-ended' ? said + mdClaims(entry) : said;
}

function mdWait(entry: Entry, { entries }: StepStory): string {
  const opened = entries.slice(0, entries.indexOf(entry)).findLast(({ type }) => type === 'gate-opened');
  return opened === undefined ? '' : ` (after ${tellDuration(spanOf(opened.time, entry.time))})`;
}

function mdClaims({ outcome }: Extract<Entry, { type: 'block-ended' }>): string {
  return outcome.verdicts
    .map(({ claim, ok, found, at, evidence }) => {
      const lines = evidence.length === 0 ? '' : `\n${mdFence(evidence.join('\n'), 'text', '    ')}`;
      return `  - ${ok ? '✓' : '✗'} expected ${mdCode(claim)}, found ${mdWords(found)} (${mdWords(at)})\n${lines}`;
    })
    .join('');
}

function mdOutput(attempt: AttemptStory, budget: OutputBudget): string {
  const { state, head, tail, bytes, leftOut } = budget.take(attempt);
  const file = mdCode(attempt.begun.log);
  const number = `attempt ${attempt.begun.attempt}`;
  if (state === 'missing')
    return `The output of ${number} is missing: ${file} is not there or cannot be read.\n\n`;
  if (bytes === 0 && state === 'intact') return '';
  const warning = {
    intact: '',
    changed: `This is not what the run recorded: ${file} was changed afterwards.\n\n`,
    unrecorded: 'The record broke off while it ran: nothing vouches for this output, and it may go on.\n\n',
  }[state];
  const rest =
    leftOut === 0
      ? ''
      : `\n${tellBytes(leftOut)} left out here; all of it is in ${file}\n\n${mdFence(tail, 'text')}`;
  return `<details><summary>Output of ${number}, ${tellBytes(bytes)}</summary>\n\n${warning}${mdFence(head, 'text')}${rest}\n</details>\n\n`;
}
