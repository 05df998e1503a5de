import type { RunStatus, StepStatus } from '../model/outcome.ts';

/** How a reader should take something. */
export type Tone = 'good' | 'bad' | 'alert' | 'quiet' | 'plain';

export interface StatusWord {
  readonly word: string;
  readonly glyph: string;
  readonly tone: Tone;
}

export const stepWords: Readonly<Record<StepStatus, StatusWord>> = {
  pending: { word: 'not reached', glyph: '·', tone: 'quiet' },
  running: { word: 'running', glyph: '▸', tone: 'alert' },
  passed: { word: 'passed', glyph: '✓', tone: 'good' },
  failed: { word: 'failed', glyph: '✗', tone: 'bad' },
  unexpected: { word: 'unexpected', glyph: '✗', tone: 'bad' },
  skipped: { word: 'skipped', glyph: '↷', tone: 'alert' },
  declined: { word: 'declined', glyph: '⊘', tone: 'alert' },
  deviated: { word: 'deviated', glyph: '≈', tone: 'alert' },
  unknown: { word: 'unknown', glyph: '?', tone: 'bad' },
};

/** What became of a step; one that is under way in a run that nobody walks any more is not running. */
export function wordOf(step: StepStatus, run: RunStatus): StatusWord {
  if (step !== 'running' || run === 'running') return stepWords[step];
  return { ...stepWords.running, word: run === 'paused' ? 'paused here' : 'not finished' };
}

export const runWords: Readonly<Record<RunStatus, Omit<StatusWord, 'glyph'>>> = {
  unknown: { word: 'Unknown', tone: 'bad' },
  running: { word: 'Running', tone: 'alert' },
  paused: { word: 'Paused', tone: 'alert' },
  done: { word: 'Done', tone: 'good' },
  checked: { word: 'Checked', tone: 'alert' },
  failed: { word: 'Failed', tone: 'bad' },
  unexpected: { word: 'Unexpected', tone: 'bad' },
  declined: { word: 'Declined', tone: 'alert' },
  aborted: { word: 'Aborted', tone: 'alert' },
  'rolled-back': { word: 'Rolled back', tone: 'alert' },
};
