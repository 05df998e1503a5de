import { describe, expect, it } from 'vitest';
import type { GateAnswer } from '../../src/run/answers.ts';
import type { Established, Prompter } from '../../src/run/ports.ts';
import { block, contains, document, gated, plan, under } from './build-plan.ts';
import { fakeWorld, type Script } from './fake-ports.ts';
import { resume, start, statuses } from './walk-plan.ts';

const yes: GateAnswer = { type: 'yes', typed: [] };
const failing = (): Script => ({ result: { exit: 1 } });

/** Says yes once, then aborts; keeps what the gates show of what was before. */
function yesThenAbort() {
  const since: (readonly Established[])[] = [];
  const gate: Prompter['gate'] = async (view) => {
    since.push(view.since);
    return since.length === 1 ? yes : { type: 'abort', reason: 'enough' };
  };
  return { since, gate };
}

describe('what a step came to', () => {
  it('stays so after a retry until another attempt begins', async () => {
    const { gate } = yesThenAbort();
    const world = fakeWorld(failing, { gate, remedy: async () => ({ type: 'retry' }) });
    expect(await start(plan(gated('one'), gated('two')), world)).toBe(6);
    expect(statuses(world.entries)).toEqual({ one: 'failed', two: 'pending' });
  });

  it('stays unknown after a retry of what broke off, and its gate says so', async () => {
    const { since, gate } = yesThenAbort();
    const broken = fakeWorld(() => ({}), { gate });
    broken.beforeAppend = (event) => {
      if (event.type === 'block-ended') throw new Error('killed');
    };
    const one = plan(gated('one'));
    await expect(start(one, broken)).rejects.toThrow('killed');
    const world = fakeWorld(() => ({}), { gate, settle: async () => ({ type: 'retry' }) }, broken.entries);
    expect(await resume(one, world)).toBe(6);
    expect(statuses(world.entries)).toEqual({ one: 'unknown' });
    expect(since[1]).toMatchObject([
      {
        title: 'one',
        ok: false,
        established: 'attempt 1: what became of it is unknown; it may have done a part',
      },
    ]);
  });

  it('is told where it is taken back', async () => {
    const since: string[][] = [];
    const gate: Prompter['gate'] = async (view) => {
      since.push(view.since.map(({ title, ok }) => `${ok ? '✓' : '✗'} ${title}`));
      return yes;
    };
    const undo = { ...gated('undo'), document: 0 };
    const whole = { ...plan(gated('act')), documents: [document('', { rollback: [undo] })] };
    const world = fakeWorld(({ code }) => (code.startsWith('act') ? failing() : {}), {
      gate,
      remedy: async () => ({ type: 'rollback' }),
    });
    expect(await start(whole, world)).toBe(1);
    expect(since).toEqual([[], ['✗ act']]);
  });

  it('is nothing where a condition only could not be decided', async () => {
    const since: (readonly Established[])[] = [];
    const gate: Prompter['gate'] = async (view) => {
      since.push(view.since);
      return yes;
    };
    const world = fakeWorld(() => ({}), {
      gate,
      remedy: async () => {
        world.variables.set('ROLE', 'replica');
        return { type: 'retry' };
      },
    });
    expect(await start(plan(under(gated('drain'), 'drain', 'ROLE', 'replica')), world)).toBe(0);
    expect(since).toEqual([[]]);
  });
});

it('a block that stopped in the middle says what was not run', async () => {
  const segments = [
    { code: 'look\n', line: 10, expectation: contains('hallo'), placeholders: [] },
    { code: '\n', line: 11, expectation: null, placeholders: [] },
    { code: 'ROLE=x\n', line: 12, expectation: null, placeholders: [] },
  ];
  const world = fakeWorld(() => ({ output: 'hello\n' }), {});
  expect(await start(plan(block('typo', { segments })), world)).toBe(4);
  expect(world.entries.find(({ type }) => type === 'block-ended')).toMatchObject({
    outcome: { status: 'unexpected', message: 'the block stopped here: nothing from line 12 on was run' },
  });
});

it('a phrase whose variable has no value tells the gate so', async () => {
  const unnamed: (readonly string[])[] = [];
  const gate: Prompter['gate'] = async (view) => {
    unnamed.push(view.unnamed);
    return { type: 'decline', typed: [] };
  };
  for (const value of [null, '', 'lab']) {
    const world = fakeWorld(() => ({}), { gate });
    world.variables.set('MODEL', value);
    await start(plan(gated('destroy', 'destroy $MODEL')), world);
  }
  expect(unnamed).toEqual([['MODEL'], ['MODEL'], []]);
});
