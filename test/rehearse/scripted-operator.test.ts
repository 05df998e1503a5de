import { expect, test } from 'vitest';
import type { ScriptedAnswer } from '../../src/rehearse/scenario.ts';
import { ScriptedOperator } from '../../src/rehearse/scripted-operator.ts';
import { block, gated } from '../run/build-plan.ts';

const line = (text: string): ScriptedAnswer => ({ type: 'line', text });
const place = { host: 'h', user: 'u', cwd: '/', target: null };
const view = (phrase: string | null, reads: readonly { name: string; value: string | null }[] = []) => ({
  step: gated('go', phrase),
  phrase,
  reads,
  place,
  unnamed: [],
  since: [],
  dangers: [],
  changed: [],
  attempt: 1,
  confinement: null,
});
const failed = {
  status: 'failed',
  ending: 'exited',
  exit: 1,
  failedCommand: null,
  message: null,
  verdicts: [],
} as const;
const remedies = { accept: true, rollback: [] };

function operatorWith(answers: readonly ScriptedAnswer[], leaves = false) {
  const done: string[] = [];
  const operator = new ScriptedOperator({ go: answers }, async (code) => void done.push(code), leaves);
  return { operator, done };
}

test('a gate takes what a terminal takes: a phrase exactly, no after three wrong ones', async () => {
  const right = operatorWith([line('nearly'), line('destroy it')]).operator;
  expect(await right.gate(view('destroy it'))).toEqual({ type: 'yes', typed: ['nearly', 'destroy it'] });
  const wrong = operatorWith([line('y'), line('destroy'), line('it')]).operator;
  expect(await wrong.gate(view('destroy it'))).toMatchObject({ type: 'decline' });
});

test('a phrase that is not the one is told from none', async () => {
  const { operator } = operatorWith([line('destroy')]);
  await operator.gate(view('destroy it'));
  expect(operator.open).toMatchObject({ question: 'Type  destroy it  to run go', refused: 'destroy' });
  const silent = operatorWith([]).operator;
  await silent.gate(view('destroy it'));
  expect(silent.open?.refused).toBeNull();
});

test('a variable without a value asks for a yes of its own', async () => {
  const { operator } = operatorWith([line('y')]);
  const answer = await operator.gate(view(null, [{ name: 'A', value: '' }]));
  expect(answer).toEqual({ type: 'unanswered', reason: 'input-ended' });
  expect(operator.open).toMatchObject({ step: 'go', question: 'Run go?  y/N' });
});

test('a gate without an answer is left, and the prompt is remembered; nothing stands in for the answer', async () => {
  const { operator } = operatorWith([], true);
  expect(await operator.gate(view('destroy it'))).toEqual({ type: 'unanswered', reason: 'input-ended' });
  expect(operator.open).toMatchObject({ step: 'go', question: 'Type  destroy it  to run go' });
});

test('a remedy that is not scripted is nobody there, where the scenario ends so', async () => {
  const nobody = operatorWith([], true).operator;
  const answer = await nobody.remedy(block('go'), failed, remedies);
  expect(answer).toEqual({ type: 'unanswered', reason: 'no-terminal' });
  expect(nobody.open).toBeNull();
  const asked = operatorWith([]).operator;
  expect(await asked.remedy(block('go'), failed, remedies)).toEqual({
    type: 'unanswered',
    reason: 'input-ended',
  });
  expect(asked.open?.step).toBe('go');
});

test('an unknown outcome can be gone back from where there is something to go back by', async () => {
  const undo = [block('undo')];
  const broken = { output: new Uint8Array(), begun: '2026-11-25T12:00:00.000Z', isEdited: false };
  const willing = operatorWith([line('rollback')]).operator;
  expect(await willing.settle(block('go'), broken, undo)).toEqual({ type: 'rollback' });
  const stuck = operatorWith([line('rollback')]).operator;
  expect(await stuck.settle(block('go'), broken, [])).toMatchObject({ type: 'unanswered' });
  expect(stuck.open).toMatchObject({ question: 'What became of go?', refused: 'rollback' });
});

test('what is done elsewhere is done before the next answer, and a shell remembers what is typed in it', async () => {
  const { operator, done } = operatorWith([
    { type: 'elsewhere', code: 'fix' },
    { type: 'shell', code: 'X=1' },
    line('skip already done'),
  ]);
  expect(await operator.gate(view(null))).toEqual({ type: 'shell' });
  expect([done, operator.takeTyped()]).toEqual([['fix'], 'X=1']);
  expect(await operator.gate(view(null))).toEqual({ type: 'skip', reason: 'already done', typed: [] });
  expect(operator.leftOver()).toEqual([]);
});

test('placeholders are filled all at once or one by one, and one without a value is an open prompt', async () => {
  const { operator } = operatorWith([
    { type: 'fill', values: { a: '1', b: '2' } },
    line('3'),
    { type: 'fill', values: {} },
  ]);
  expect(await operator.fill(block('go'), ['a', 'b'])).toEqual({
    type: 'filled',
    values: { a: '1', b: '2' },
  });
  expect(await operator.fill(block('go'), ['a'])).toEqual({ type: 'filled', values: { a: '3' } });
  expect(await operator.fill(block('go'), ['a'])).toEqual({ type: 'unanswered', reason: 'input-ended' });
  expect(operator.open?.question).toBe('Value of <a>');
});

test('abort alone gives no reason and takes no further answer', async () => {
  const { operator } = operatorWith([line('abort'), line('y')]);
  expect(await operator.gate(view(null))).toEqual({ type: 'abort', reason: null });
  expect(operator.leftOver()).toEqual([{ step: 'go', answers: [line('y')] }]);
});
