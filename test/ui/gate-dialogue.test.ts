import { expect, test } from 'vitest';
import { askGate } from '../../src/ui/gate-dialogue.ts';
import type { Question, Talk } from '../../src/ui/talk.ts';
import { gateView } from './views.ts';

/** Somebody who types these lines one after the other; `asked` are the questions. */
function typing(...lines: readonly string[]): Talk & { readonly asked: Question[] } {
  const left = [...lines];
  const asked: Question[] = [];
  const ask = async (question: Question) => {
    asked.push(question);
    return left.shift() ?? ({ type: 'unanswered', reason: 'input-ended' } as const);
  };
  return { asked, ask, tell: () => {} };
}

test('there is no yes to a phrase that names nothing', async () => {
  const view = gateView({ phrase: 'destroy (unset)', unnamed: ['MODEL'] });
  for (const said of ['y', 'yes', 'destroy (unset)', 'done']) {
    const talk = typing(said, 'skip it has no name');
    expect(await askGate(view, talk)).toEqual({ type: 'skip', reason: 'it has no name', typed: [] });
    expect(talk.asked[0]?.text).toContain('MODEL has no value');
  }
  expect(await askGate(view, typing(''))).toEqual({ type: 'decline', typed: [] });
});
