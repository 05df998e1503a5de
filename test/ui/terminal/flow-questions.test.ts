import { describe, expect, test } from 'vitest';
import { block, planned, section, source } from '../views.ts';
import { answerTo, openScreen, useDriver, writeCall } from './pseudo-terminal.ts';

const driver = useDriver();

function ask(call: object, options: Parameters<typeof openScreen>[2] = {}) {
  const file = writeCall(driver.folder, call);
  const screen = openScreen(process.execPath, [driver.path, file], options);
  return {
    ...screen,
    answer: async () => {
      await screen.ended();
      return answerTo(file);
    },
  };
}

const go = {
  kind: 'checklist',
  id: 'go-no-go',
  title: 'Go / no-go',
  section: section('Go / no-go'),
  source,
  prose: '',
  warnings: [],
  guards: [],
  items: [],
} as const;

describe('an item of a checklist', () => {
  const item = { number: 2, of: 4, text: 'juju models does not list openstack' };
  const call = { method: 'item', args: [planned(go), item] };

  test.each([
    ['y\r', { type: 'yes' }],
    ['yes\r', { type: 'yes' }],
    ['n\r', { type: 'no' }],
    ['\r', { type: 'no' }],
    ['skip seen yesterday\r', { type: 'skip', reason: 'seen yesterday' }],
    ['note looked twice\r', { type: 'note', text: 'looked twice' }],
    ['shell\r', { type: 'shell' }],
    ['pause\r', { type: 'pause' }],
    ['abort wrong cloud\r', { type: 'abort', reason: 'wrong cloud' }],
    ['\x03', { type: 'unanswered', reason: 'interrupt' }],
    ['\x04', { type: 'unanswered', reason: 'input-ended' }],
  ])('is answered by %j', async (keys, answer) => {
    const screen = ask(call);
    const shown = await screen.question();
    expect(shown).toContain('CHECKLIST  go-no-go');
    expect(shown).toContain('[2/4] juju models does not list openstack');
    expect(shown).toContain('y, n, skip (with a reason), note, shell, pause, abort (Enter: no)');
    screen.type(keys);
    expect(await screen.answer()).toEqual(answer);
  });

  test('is asked for again when the answer is none, or a skip has no reason', async () => {
    const screen = ask(call);
    await screen.question();
    screen.type('maybe\r');
    await screen.see('That is no answer here');
    await screen.question();
    screen.type('skip\r');
    await screen.see('Reason for skipping item 2 of go-no-go');
    await screen.question();
    screen.type('\r');
    await screen.question();
    screen.type('y\r');
    expect(await screen.answer()).toEqual({ type: 'yes' });
  });

  test('is not answered by what was typed before it stood there', async () => {
    const screen = ask({ ...call, held: true });
    await screen.see('HELD');
    screen.type('y\ry\r');
    process.kill(screen.pty.pid, 'SIGUSR1');
    await screen.question();
    screen.type('n\r');
    expect(await screen.answer()).toEqual({ type: 'no' });
  });

  test('nobody is asked where asking is not allowed', async () => {
    const screen = ask({ ...call, noInput: true });
    expect(await screen.answer()).toEqual({ type: 'unanswered', reason: 'no-input' });
  });
});

describe('placeholders', () => {
  const step = planned(block({ code: 'openstack server delete <id> --region <region>\n' }));
  const call = { method: 'fill', args: [step, ['id', 'region']] };

  test('are asked for in turn, below the block that they are for', async () => {
    const screen = ask(call);
    const shown = await screen.question();
    expect(shown).toContain('FILL IN  recidr');
    expect(shown).toContain('┃ openstack server delete <id> --region <region>');
    expect(shown).toContain('Value of <id>');
    screen.type('4f6a 9c\r');
    expect(await screen.question()).toContain('Value of <region>');
    screen.type("  O'Hara $(id) \r");
    const values = { id: '4f6a 9c', region: "O'Hara $(id)" };
    expect(await screen.answer()).toEqual({ type: 'filled', values });
  });

  test('are never empty, and hold no control characters', async () => {
    const screen = ask(call);
    await screen.question();
    screen.type('\r');
    await screen.see('<id> needs a value');
    await screen.question();
    screen.type('a\x1bOPb\x00\r');
    await screen.question();
    screen.type('eu\r');
    expect(await screen.answer()).toEqual({ type: 'filled', values: { id: 'ab', region: 'eu' } });
  });

  test('may be a word that means something here, with = before it', async () => {
    const screen = ask(call);
    await screen.question();
    screen.type('=abort\r');
    await screen.question();
    screen.type('abort not these\r');
    const values = { id: 'abort', region: 'abort not these' };
    expect(await screen.answer()).toEqual({ type: 'filled', values });
  });

  test.each([
    ['pause\r', { type: 'pause' }],
    ['shell\r', { type: 'shell' }],
    ['\x03', { type: 'unanswered', reason: 'interrupt' }],
  ])('are left open by %j', async (keys, answer) => {
    const screen = ask(call);
    await screen.question();
    screen.type('x\r');
    await screen.question();
    screen.type(keys);
    expect(await screen.answer()).toEqual(answer);
  });
});

describe('going back', () => {
  const call = { method: 'rollback', args: [planned(block()), [planned(block({ id: 'restore' }))]] };

  test.each([
    ['y\r', { type: 'yes' }],
    ['n\r', { type: 'no' }],
    ['\r', { type: 'no' }],
    ['\x03', { type: 'unanswered', reason: 'interrupt' }],
  ])('is answered by %j', async (keys, answer) => {
    const screen = ask(call);
    const shown = await screen.question();
    expect(shown).toContain('restore  block, has a gate');
    expect(shown).toContain('Walk the rollback section now, 1 step?  y/N');
    screen.type(keys);
    expect(await screen.answer()).toEqual(answer);
  });

  test('is no remedy where there is no section for it, nor accepting where nothing was seen', async () => {
    const outcome = { status: 'failed', verdicts: [] };
    const screen = ask({
      method: 'remedy',
      args: [planned(block()), outcome, { accept: false, rollback: [] }],
    });
    expect(await screen.question()).toContain('retry, skip, note, shell, pause, abort');
    for (const word of ['rollback\r', 'accept it\r']) {
      screen.type(word);
      await screen.see('Nothing is decided yet');
      await screen.question();
    }
    screen.type('pause\r');
    expect(await screen.answer()).toEqual({ type: 'pause' });
  });
});

describe('an input', () => {
  const input = {
    name: 'MODEL',
    prompt: 'Which model?',
    default: null,
    pattern: null,
    choices: null,
    secret: false,
  };

  test('has its default taken by Enter', async () => {
    const screen = ask({ method: 'askInput', args: [{ ...input, default: 'openstack' }] });
    expect(await screen.question()).toContain('Which model? (MODEL) [openstack]');
    screen.type('\r');
    expect(await screen.answer()).toBe('openstack');
  });

  test('is asked for until it is one of its choices', async () => {
    const screen = ask({ method: 'askInput', args: [{ ...input, choices: ['lab', 'prod'] }] });
    expect(await screen.question()).toContain('(one of: lab, prod)');
    screen.type('\r');
    await screen.see('MODEL needs a value');
    await screen.question();
    screen.type('production\r');
    await screen.see('That is none of lab, prod');
    await screen.question();
    screen.type('prod\r');
    expect(await screen.answer()).toBe('prod');
  });

  test('matches its pattern as a whole', async () => {
    const screen = ask({ method: 'askInput', args: [{ ...input, pattern: 'a|b' }] });
    await screen.question();
    screen.type('ab\r');
    await screen.see('That does not match /a|b/');
    await screen.question();
    screen.type('b\r');
    expect(await screen.answer()).toBe('b');
  });

  test('does not appear when it is a secret', async () => {
    const screen = ask({ method: 'askInput', args: [{ ...input, secret: true }] });
    await screen.question();
    screen.type('hunter2hunter2\r');
    expect(await screen.answer()).toBe('hunter2hunter2');
    const { text } = await screen.ended();
    expect(text.replace(/ANSWER.*/s, '')).not.toContain('hunter');
  });
});
