import type { StepStatus } from '../model/outcome.ts';
import type { RunEnded } from '../model/run-event.ts';
import { tellCount } from './plain-text.ts';
import type { RunStory, StepStory } from './run-story.ts';
import { runWords, type Tone } from './status-words.ts';
import { tellOutcome } from './tell-outcome.ts';

/** What a run came to: a word, how to take it, and a sentence. */
export interface RunVerdict {
  readonly word: string;
  readonly tone: Tone;
  readonly sentence: string;
}

/** Only a run in which every step passed is told as plainly done. */
export function tellVerdictOf(story: RunStory): RunVerdict {
  const { state, record } = story;
  const { word, tone } = runWords[state.status];
  const clean = [...state.steps.values()].every(({ status }) => status === 'passed');
  if (record.broken) return { word, tone, sentence: tellBroken(story) };
  if (state.status === 'done' && !clean)
    return { word: 'Done, not all of it passed', tone: 'alert', sentence: tally(story) };
  const at = state.current === null || state.status === 'done' ? '' : `at ${state.current}`;
  const said = [at, whyStopped(story), tally(story)].filter((text) => text !== '');
  return { word, tone, sentence: said.join(' · ') };
}

function tellBroken({ record, steps }: RunStory): string {
  const lines = record.entries.length;
  const sound =
    lines === 0
      ? 'nothing in it can be relied on'
      : `only the first ${tellCount(lines, 'line')} of it can be relied on`;
  const open = steps.filter(({ state }) => state.phase !== 'finished').length;
  const rest = open === 0 ? '' : `; what became of ${tellCount(open, 'step')} is not known`;
  return `the journal was damaged or changed: ${sound}${rest}`;
}

function whyStopped({ state, record, steps }: RunStory): string {
  const last = record.entries.at(-1);
  switch (state.status) {
    case 'paused':
      return last?.type === 'run-paused' ? last.reason.replaceAll('-', ' ') : '';
    case 'failed':
    case 'unexpected': {
      const outcome = steps.find(({ id }) => id === state.current)?.state.outcome;
      return outcome ? tellOutcome(outcome) : reasonOf(last);
    }
    case 'unknown':
      return last?.type === 'run-ended'
        ? reasonOf(last)
        : 'the record breaks off without saying how the run stopped';
    default:
      return reasonOf(last);
  }
}

function reasonOf(entry: { readonly type: string } | undefined): string {
  return entry?.type === 'run-ended' ? ((entry as RunEnded).reason ?? '') : '';
}

const counted: readonly StepStatus[] = [
  'passed',
  'skipped',
  'deviated',
  'failed',
  'unexpected',
  'declined',
  'unknown',
  'running',
  'pending',
];

/** `5 passed, 1 skipped, 1 not reached`. */
function tally({ steps }: { readonly steps: readonly StepStory[] }): string {
  return counted
    .flatMap((status) => {
      const those = steps.filter(({ state }) => state.status === status);
      return those[0] === undefined ? [] : [`${those.length} ${those[0].word.word}`];
    })
    .join(', ');
}
