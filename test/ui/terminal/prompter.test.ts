import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { block, gateView, place, planned } from '../views.ts';
import { answerTo, openScreen, type Screen, useDriver, writeCall } from './pseudo-terminal.ts';

const driver = useDriver();
const gate = { method: 'gate', args: [gateView()] };
const phraseView = gateView({ phrase: 'recidr openstack' });
const typedGate = { method: 'gate', args: [phraseView] };
const asked = '(Enter: no)  › ';

interface Asking extends Screen {
  /** What came of it, once the driver has ended by itself. */
  answer(): Promise<unknown>;
}

function ask(call: object, options: Parameters<typeof openScreen>[2] = {}): Asking {
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

/** The driver below a shell in the terminal; `$DRIVER` is its command line. */
function askThrough(script: string, call: object) {
  const file = writeCall(driver.folder, call);
  const env = { DRIVER: `${process.execPath} ${driver.path} ${file}`, LOG: `${file}.log`, PS1: '' };
  const screen = openScreen('bash', ['--norc', '-c', script], { env });
  return { screen, file };
}

/** An attempt whose record broke off, after it had printed that; bytes are given as `{ text }`. */
const broken = (text: string) => ({ output: { text }, begun: '2026-11-25T12:00:09.000Z', isEdited: false });

describe('answers', () => {
  test.each([
    ['y\r', { type: 'yes', typed: [] }],
    ['YES\r', { type: 'yes', typed: [] }],
    ['\r', { type: 'decline', typed: [] }],
    ['n\r', { type: 'decline', typed: [] }],
    ['shell\r', { type: 'shell' }],
    ['pause\r', { type: 'pause' }],
    ['note looked at it\r', { type: 'note', text: 'looked at it' }],
    ['skip done by hand\r', { type: 'skip', reason: 'done by hand', typed: [] }],
    ['abort wrong cloud\r', { type: 'abort', reason: 'wrong cloud' }],
    ['x\x7fy\r', { type: 'yes', typed: [] }],
    ['no\x15yes\r', { type: 'yes', typed: [] }],
    ['es\x01y\r', { type: 'yes', typed: [] }],
    ['note 🙂🙂\x7f ok\r', { type: 'note', text: '🙂 ok' }],
    ['note \x1bOPa\x1b[Db\t\x00\r', { type: 'note', text: 'ba' }],
  ])('%j', async (keys, answer) => {
    const screen = ask(gate);
    await screen.question();
    screen.type(keys);
    expect(await screen.answer()).toEqual(answer);
  });

  test('the whole gate stands there before it asks', async () => {
    const screen = ask(gate);
    expect(await screen.question()).toContain('┃ bash scripts/phase-00-maas-recidr.sh --apply');
    screen.type('\r');
    await screen.answer();
  });

  test('skip asks for a reason; none given, nothing is skipped', async () => {
    const screen = ask(gate);
    await screen.question();
    screen.type('skip\r');
    await screen.see('Reason for skipping recidr');
    await screen.question();
    screen.type('\r');
    await screen.question();
    screen.type('skip\r');
    await screen.see('Reason for skipping recidr');
    await screen.question();
    screen.type('done by hand\r');
    expect(await screen.answer()).toEqual({ type: 'skip', reason: 'done by hand', typed: [] });
  });

  test('anything else says what is possible and asks again', async () => {
    const screen = ask(gate);
    await screen.question();
    screen.type('sure\r');
    await screen.see('That is no answer here');
    await screen.question();
    screen.type('\r');
    expect(await screen.answer()).toEqual({ type: 'decline', typed: [] });
  });
});

describe('a phrase', () => {
  test('is typed exactly; what went wrong before is on record', async () => {
    const screen = ask(typedGate);
    expect(await screen.question()).toContain('Type  recidr openstack  to run recidr');
    screen.type('recidr Openstack\r');
    await screen.see('That is not the phrase (1 of 3).');
    await screen.question();
    screen.type('recidr openstack\r');
    expect(await screen.answer()).toEqual({ type: 'yes', typed: ['recidr Openstack', 'recidr openstack'] });
  });

  test.each(['help', '?'])('is explained on %s, which is no attempt at it', async (asked) => {
    const screen = ask(typedGate);
    await screen.question();
    screen.type(`${asked}\r`);
    await screen.see('yes is the phrase, letter by letter: recidr openstack');
    await screen.question();
    screen.type('recidr openstack\r');
    expect(await screen.answer()).toEqual({ type: 'yes', typed: ['recidr openstack'] });
  });

  test('three wrong ones are a no, and y is a wrong one', async () => {
    const screen = ask(typedGate);
    for (const wrong of ['y', 'yes', 'openstack']) {
      await screen.question();
      screen.type(`${wrong}\r`);
    }
    expect(await screen.answer()).toEqual({ type: 'decline', typed: ['y', 'yes', 'openstack'] });
  });

  test('one paste of several lines answers one question at most', async () => {
    const screen = ask({ method: 'gates', args: [phraseView, gateView(), gateView()] });
    await screen.question();
    screen.type('recidr openstack\ry\ry\r');
    await screen.see('Run recidr?');
    await screen.question();
    screen.type('\r');
    await screen.see('Run recidr?');
    await screen.question();
    screen.type('\r');
    expect(await screen.answer()).toEqual([
      { type: 'yes', typed: ['recidr openstack'] },
      { type: 'decline', typed: [] },
      { type: 'decline', typed: [] },
    ]);
  });

  test('a marked paste fills the line in and does not finish it', async () => {
    const screen = ask(typedGate);
    await screen.question();
    screen.type('\x1b[200~recidr openstack\ry\r\x1b[201~');
    await screen.see(`${asked}recidr openstack`);
    screen.type('!\r');
    await screen.see('That is not the phrase');
    await screen.question();
    screen.type('\r');
    expect(await screen.answer()).toEqual({ type: 'decline', typed: ['recidr openstack!'] });
    expect(screen.text()).toContain('\x1b[?2004l');
  });
});

describe('stopping', () => {
  test.each([
    ['Ctrl-C', '\x03', 'interrupt'],
    ['Ctrl-C behind half an answer', 'ye\x03', 'interrupt'],
    ['Ctrl-C in a paste that never ends', '\x1b[200~y\ry\x03', 'interrupt'],
    ['Ctrl-D', '\x04', 'input-ended'],
    ['Esc', '\x1b', 'interrupt'],
  ])('%s: nobody answered', async (_name, keys, reason) => {
    const screen = ask(gate);
    await screen.question();
    screen.type(keys);
    expect(await screen.answer()).toEqual({ type: 'unanswered', reason });
  });

  test('Ctrl-C while a reason is asked for', async () => {
    const screen = ask(gate);
    await screen.question();
    screen.type('skip\r');
    await screen.question();
    screen.type('because\x03');
    expect(await screen.answer()).toEqual({ type: 'unanswered', reason: 'interrupt' });
  });

  test('the terminal goes away while it asks', async () => {
    const screen = ask(gate);
    await screen.question();
    screen.hangUp();
    expect(await screen.answer()).toEqual({ type: 'unanswered', reason: 'hang-up' });
  });

  test('the terminal goes away before it asks', async () => {
    const screen = ask({ ...gate, held: true });
    await screen.see('HELD');
    screen.hangUp();
    process.kill(screen.pty.pid, 'SIGUSR1');
    expect(await screen.answer()).toEqual({ type: 'unanswered', reason: 'hang-up' });
  });

  test('told to stop while it asks, with the terminal still there', async () => {
    const screen = ask(gate);
    await screen.question();
    process.kill(screen.pty.pid, 'SIGHUP');
    expect(await screen.answer()).toEqual({ type: 'unanswered', reason: 'hang-up' });
  });

  test.each([
    ['--no-input', { ...gate, noInput: true }, {}, 'no-input'],
    ['CI=true', gate, { CI: 'true' }, 'ci'],
  ])('%s: nothing is drawn or asked', async (_name, call, env, reason) => {
    const screen = ask(call, { env });
    expect(await screen.answer()).toEqual({ type: 'unanswered', reason });
    expect(screen.text()).not.toContain('GATE');
  });

  test('no controlling terminal, whatever stdin says', async () => {
    const file = writeCall(driver.folder, gate);
    const child = spawn(process.execPath, [driver.path, file], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { ...process.env, CI: '' },
    });
    child.stdin.on('error', () => {});
    child.stdin.end('y\ny\n');
    await new Promise((resolve) => child.on('exit', resolve));
    expect(answerTo(file)).toEqual({ type: 'unanswered', reason: 'no-terminal' });
  });
});

describe('the terminal', () => {
  test.each([
    ['a whole line', 'y\r'],
    ['half a line', 'y'],
  ])('what was typed before the gate was drawn is discarded: %s', async (_name, ahead) => {
    const screen = ask({ ...gate, held: true });
    await screen.see('HELD');
    screen.type(ahead);
    // The terminal's echo: the keys are in its queue.
    await screen.see('y');
    process.kill(screen.pty.pid, 'SIGUSR1');
    await screen.question();
    screen.type('\r');
    expect(await screen.answer()).toEqual({ type: 'decline', typed: [] });
  });

  test('stdout in a pipe: asks all the same', async () => {
    const { screen, file } = askThrough('$DRIVER | tee "$LOG"', gate);
    await screen.question();
    screen.type('y\r');
    await screen.ended();
    expect(answerTo(file)).toEqual({ type: 'yes', typed: [] });
    expect(readFileSync(`${file}.log`, 'utf8')).toBe('ANSWER {"type":"yes","typed":[]}\n');
  });

  test('stdin from a pipe: answers nothing', async () => {
    const { screen, file } = askThrough('yes | $DRIVER', gate);
    await screen.question();
    screen.type('\r');
    await screen.ended();
    expect(answerTo(file)).toEqual({ type: 'decline', typed: [] });
  });

  test.each([
    ['an answer', 'y\r'],
    ['Ctrl-C', '\x03'],
    ['Ctrl-D', '\x04'],
  ])('is left as it was found, after %s', async (_name, keys) => {
    const script = 'a=$(stty -g); $DRIVER; b=$(stty -g); [ "$a" = "$b" ] && echo SAME || echo DIFFERENT';
    const { screen } = askThrough(script, gate);
    await screen.question();
    screen.type(keys);
    const { text } = await screen.ended();
    expect(text).toMatch(/^SAME\r$/m);
  });

  test('is asked for each gate anew', async () => {
    const views = Array.from({ length: 20 }, () => gateView());
    const screen = ask({ method: 'gates', args: views });
    for (const _view of views) {
      await screen.question();
      screen.type('y\r');
    }
    expect(await screen.answer()).toEqual(views.map(() => ({ type: 'yes', typed: [] })));
  });

  test('rings when it had been quiet for long, and only then', async () => {
    const quick = ask({ ...gate, clock: [0, 9_000] });
    expect(await quick.question()).not.toContain('\x07');
    quick.type('\r');
    await quick.answer();
    const slow = ask({ ...gate, clock: [0, 11_000] });
    expect(await slow.question()).toContain('\x07');
    slow.type('\r');
    await slow.answer();
  });

  test('made narrower while it asks, nothing above the answer is touched', async () => {
    const screen = ask(gate);
    await screen.question();
    screen.type('skip because');
    await screen.see('because');
    screen.pty.resize(40, 40);
    await screen.see('\r\n\r\x1b[Kskip because');
    screen.type('\r');
    expect(await screen.answer()).toEqual({ type: 'skip', reason: 'because', typed: [] });
  });
});

describe('variables that are not there', () => {
  const view = gateView({
    phrase: 'recidr openstack',
    reads: [
      { name: 'MAAS_PROFILE', value: null },
      { name: 'OS_CLOUD', value: '' },
      { name: 'HOME', value: '/root' },
    ],
  });

  test('need a yes of their own', async () => {
    const screen = ask({ method: 'gate', args: [view] });
    expect(await screen.question()).toContain('MAAS_PROFILE is UNSET, OS_CLOUD is EMPTY. Is that intended?');
    screen.type('y\r');
    await screen.see('Type  recidr openstack');
    await screen.question();
    screen.type('recidr openstack\r');
    expect(await screen.answer()).toEqual({ type: 'yes', typed: ['recidr openstack'] });
  });

  test('without it the phrase is never asked for', async () => {
    const screen = ask({ method: 'gate', args: [view] });
    await screen.question();
    screen.type('\r');
    expect(await screen.answer()).toEqual({ type: 'decline', typed: [] });
    expect(screen.text()).not.toContain('Type  recidr');
  });
});

describe('other questions', () => {
  const step = planned(block());
  const outcome = { status: 'failed', verdicts: [] };

  test.each([
    ['y\r', { type: 'holds' }],
    ['n\r', { type: 'fails' }],
    ['\r', { type: 'fails' }],
  ])('a statement is confirmed by eye: %j', async (keys, answer) => {
    const screen = ask({ method: 'confirm', args: [step, 'all hosts are green', null] });
    await screen.see('recidr: does this hold?  all hosts are green  y/N');
    await screen.question();
    screen.type(keys);
    expect(await screen.answer()).toEqual(answer);
  });

  test.each([
    ['retry\r', { type: 'retry' }],
    ['skip not needed\r', { type: 'skip', reason: 'not needed' }],
    ['accept known bug\r', { type: 'accept', reason: 'known bug' }],
    ['rollback\r', { type: 'rollback' }],
    ['pause\r', { type: 'pause' }],
  ])('a remedy is chosen; Enter and y choose none: %j', async (keys, answer) => {
    const screen = ask({ method: 'remedy', args: [step, outcome, { accept: true, rollback: [step] }] });
    for (const nothing of ['\r', 'y\r']) {
      await screen.question();
      screen.type(nothing);
      await screen.see('Nothing is decided yet');
    }
    await screen.question();
    screen.type(keys);
    expect(await screen.answer()).toEqual(answer);
  });

  test.each([
    ['done subnets are there\r', { type: 'done', reason: 'subnets are there' }],
    ['retry\r', { type: 'retry' }],
    ['skip later\r', { type: 'skip', reason: 'later' }],
    ['rollback\r', { type: 'rollback' }],
  ])('an unknown outcome is settled: %j', async (keys, answer) => {
    const screen = ask({ method: 'settle', args: [step, broken('creating 10.12.16.0/22\n'), [step]] });
    const shown = await screen.question();
    expect(shown).toContain('creating 10.12.16.0/22');
    expect(shown).toContain('What became of recidr?');
    expect(shown).toContain('begun 2026-11-25 12:00:09 UTC');
    expect(shown).toContain('maas-recidr.sh --apply');
    screen.type(keys);
    expect(await screen.answer()).toEqual(answer);
  });

  test('of a block that was edited since, what stands there now is not shown as what ran', async () => {
    const screen = ask({ method: 'settle', args: [step, { ...broken(''), isEdited: true }, []] });
    const shown = await screen.question();
    expect(shown).toContain('what stands in the document now is not what ran');
    expect(shown).not.toContain('maas-recidr.sh --apply');
    screen.type('pause\r');
    expect(await screen.answer()).toEqual({ type: 'pause' });
  });

  test.each(['help', '?'])('what can be answered to an unknown outcome is told: %s', async (asked) => {
    const screen = ask({ method: 'settle', args: [step, broken(''), [step]] });
    await screen.question();
    screen.type(`${asked}\r`);
    await screen.see('rollback: go back by the steps of the rollback section');
    await screen.question();
    screen.type('pause\r');
    expect(await screen.answer()).toEqual({ type: 'pause' });
  });

  test('going back from an unknown outcome is no answer where nothing goes back', async () => {
    const screen = ask({ method: 'settle', args: [step, broken(''), []] });
    expect(await screen.question()).not.toContain('rollback');
    screen.type('rollback\r');
    await screen.see('Nothing is decided yet');
    await screen.question();
    screen.type('pause\r');
    expect(await screen.answer()).toEqual({ type: 'pause' });
  });

  test.each([
    ['the target', place.target, 'openstack@juju.maas'],
    ['their number', null, 'skip 2 steps'],
  ])('what is passed over is typed for: %s', async (_name, target, phrase) => {
    const screen = ask({ method: 'passOver', args: [[step, step], target] });
    await screen.see(`Type  ${phrase}  to pass over 2 steps`);
    await screen.question();
    screen.type(`${phrase}\r`);
    expect(await screen.answer()).toEqual({ type: 'yes', typed: [phrase] });
  });

  test('a name is asked for', async () => {
    const screen = ask({ method: 'askName', args: ['root'] });
    await screen.see('Several people may use the account root.');
    await screen.question();
    screen.type('Jesse\r');
    expect(await screen.answer()).toBe('Jesse');
  });
});
