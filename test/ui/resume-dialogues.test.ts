import { expect, test } from 'vitest';
import type { Unanswered } from '../../src/run/answers.ts';
import { askToResume, askWhichRun } from '../../src/ui/resume-dialogues.ts';
import type { Choice } from '../../src/ui/resume-views.ts';
import type { Talk } from '../../src/ui/talk.ts';

const left: Unanswered = { type: 'unanswered', reason: 'input-ended' };
const ids = ['20261121-1403-a1f3', '20261121-1403-b000', '20261120-0900-0000'];
const choices = ids.map((id): Choice => ({ id, what: 'phase-00, paused at recidr', facts: [] }));

/** Somebody who types these lines one after the other, then goes; `told` is what they were told. */
function typing(...lines: readonly string[]): Talk & { readonly told: string[] } {
  const remaining = [...lines];
  const told: string[] = [];
  return { told, ask: async () => remaining.shift() ?? left, tell: (sentence) => void told.push(sentence) };
}

test.each([
  ['1', 0],
  [' 3 ', 2],
  ['20261121-1403-b000', 1],
  ['20261120', 2],
  ['20261121-1403-a', 0],
  ['', null],
  ['n', null],
  ['None', null],
])('one of several runs is chosen by its number or its id: %j', async (line, chosen) => {
  const talk = typing(line);
  expect(await askWhichRun(choices, talk)).toBe(chosen);
  expect(talk.told).toEqual([]);
});

test.each(['0', '4', '20', '20261121', '2026', 'y', 'phase-00', '-1', '1 2', '1.'])(
  'no run is chosen by what names none or several: %j',
  async (line) => {
    const talk = typing(line);
    expect(await askWhichRun(choices, talk)).toEqual(left);
    expect(talk.told).toHaveLength(1);
  },
);

test.each([
  ['y', 'resume'],
  ['YES', 'resume'],
  ['new', 'begin'],
  ['New ', 'begin'],
  ['n', 'neither'],
  ['no', 'neither'],
  ['', 'neither'],
])('an unfinished run is gone on with, or another begun, only by its word: %j', async (line, answer) => {
  expect(await askToResume('r', typing(line))).toBe(answer);
});

test.each(['ne', 'begin', 'yes new', 'y y', 'resume', '?'])('nothing is guessed: %j', async (line) => {
  const talk = typing(line);
  expect(await askToResume('r', talk)).toEqual(left);
  expect(talk.told).toHaveLength(1);
});
