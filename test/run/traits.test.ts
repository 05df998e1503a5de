import { describe, expect, it } from 'vitest';
import { noTraits } from '../../src/model/block-traits.ts';
import type { Entry } from '../../src/model/event.ts';
import { type Plan, traitsOf } from '../../src/model/plan.ts';
import type { RunResumed, RunStarted } from '../../src/model/run-event.ts';
import { runPlan } from '../../src/run/run-plan.ts';
import { block, contains, document, gated, plan, stop } from './build-plan.ts';
import { type FakeWorld, fakeWorld } from './fake-ports.ts';
import { opening, reopening } from './walk-plan.ts';

function walk(of: Plan, { ports }: FakeWorld, by: RunStarted | RunResumed = opening(of)): Promise<number> {
  return runPlan(of, ports, [by], { check: false });
}

const failing = () => ({ result: { exit: 1, failedCommand: { line: 10, text: 'a', hint: null } } });

describe('keep-going', () => {
  const traits = { ...noTraits, keepGoing: true };

  it('goes on after a failure, which is on record, and ends with 1', async () => {
    const of = plan(block('a', { traits }), block('b'));
    const world = fakeWorld((_, nth) => (nth === 1 ? failing() : {}), {});
    expect(await walk(of, world)).toBe(1);
    expect(world.ran).toEqual(['a', 'b']);
    expect(world.entries.at(-1)).toMatchObject({ type: 'run-ended', status: 'failed', step: 'a', exit: 1 });
  });

  it('does not outlast another failure', async () => {
    const world = fakeWorld(failing, {});
    expect(await walk(plan(block('a', { traits }), block('b'), block('c')), world)).toBe(1);
    expect(world.ran).toEqual(['a', 'b']);
    expect(world.entries.at(-1)).toMatchObject({ step: 'b' });
  });

  it('is no word on what the operator has interrupted', async () => {
    const interrupted = () => ({ result: { exit: 130, ending: 'interrupted' as const } });
    const world = fakeWorld(interrupted, {});
    expect(await walk(plan(block('a', { traits }), block('b')), world)).toBe(1);
    expect(world.ran).toEqual(['a']);
  });

  it('lets a run that is over be remedied, and one that is paused go on', async () => {
    const of = plan(block('a', { traits }), gated('b'));
    const entries: Entry[] = [];
    const first = fakeWorld(failing, {}, entries);
    expect(await walk(of, first)).toBe(5);
    let asked = 0;
    const remedy = async () => {
      asked += 1;
      return { type: 'accept', reason: 'known' } as const;
    };
    const gate = async () => ({ type: 'yes', typed: [] }) as const;
    expect(
      await walk(
        of,
        fakeWorld(() => ({}), { gate, remedy }, entries),
        reopening,
      ),
    ).toBe(1);
    expect(asked).toBe(0);
    const last = fakeWorld(() => ({}), { gate, remedy }, entries);
    expect(await walk(of, last, reopening)).toBe(0);
    expect([asked, last.ran]).toEqual([1, []]);
  });
});

describe('keep-going beside what branches', () => {
  const traits = { ...noTraits, keepGoing: true };

  it('a stop behind a failure is no success, and both are told', async () => {
    const of = plan(block('a', { traits }), stop('b', 'already there'), block('c'));
    const world = fakeWorld(failing, {});
    expect(await walk(of, world)).toBe(1);
    expect(world.ran).toEqual(['a']);
    expect(world.entries.at(-1)).toMatchObject({
      status: 'failed',
      step: 'a',
      reason: 'the run went on after a; already there',
    });
  });

  it('a rollback goes past a failure and names it', async () => {
    const rollback = [block('undo', { traits }), block('rest')];
    const of = { ...plan(block('a')), documents: [document('', { rollback })] };
    const world = fakeWorld((_, nth) => (nth < 3 ? failing() : {}), {
      remedy: async () => ({ type: 'rollback' }),
    });
    expect(await walk(of, world)).toBe(1);
    expect(world.ran).toEqual(['a', 'undo', 'rest']);
    expect(world.entries.at(-1)).toMatchObject({
      status: 'rolled-back',
      reason: 'the run went on after undo',
    });
  });
});

describe('once', () => {
  const traits = { ...noTraits, once: true };

  it('a readonly block that was killed is settled and not run again', async () => {
    const of = plan(block('a', { traits }));
    const entries: Entry[] = [];
    const killed = fakeWorld(() => ({}), {}, entries);
    killed.beforeAppend = (event) => {
      if (event.type === 'block-ended') throw new Error('killed');
    };
    await expect(walk(of, killed)).rejects.toThrow('killed');
    const world = fakeWorld(() => ({}), {}, entries);
    expect(await walk(of, world, reopening)).toBe(8);
    expect(world.ran).toEqual([]);
  });

  it('what is still to be confirmed by eye is not looked at anew', async () => {
    const of = plan(block('a', { traits, confirm: 'it is right' }));
    const entries: Entry[] = [];
    expect(
      await walk(
        of,
        fakeWorld(() => ({}), {}, entries),
      ),
    ).toBe(5);
    const world = fakeWorld(() => ({}), { confirm: async () => ({ type: 'holds' }) }, entries);
    expect(await walk(of, world, reopening)).toBe(0);
    expect(world.ran).toEqual([]);
  });
});

describe('secret', () => {
  it('is judged, and nothing of what was found is told', async () => {
    const traits = { ...noTraits, secret: true };
    const of = plan(block('a', { traits, expectation: contains('ready') }));
    const world = fakeWorld(() => ({ output: 'tr0ub4dor\n' }), {});
    expect(await walk(of, world)).toBe(4);
    expect(JSON.stringify(world.entries)).not.toContain('tr0ub4dor');
    expect(world.entries.find(({ type }) => type === 'block-ended')).toMatchObject({
      outcome: {
        status: 'unexpected',
        verdicts: [{ ok: false, found: 'something else (withheld)', evidence: [] }],
      },
    });
  });

  it('nothing is captured from it, nor journalled', async () => {
    const traits = { ...noTraits, secret: true };
    const { source } = block('a').step;
    const pattern = { type: 'regex', source: '(tr.*)', flags: 'u' } as const;
    const capture = {
      variable: 'A',
      from: { type: 'pattern', pattern },
      text: 'A=/(tr.*)/',
      source,
    } as const;
    const world = fakeWorld(() => ({ output: 'tr0ub4dor\n' }), {});
    expect(await walk(plan(block('a', { capture })), world)).toBe(0);
    expect(JSON.stringify(world.entries)).toContain('tr0ub4dor');
    const hidden = fakeWorld(() => ({ output: 'tr0ub4dor\n' }), {});
    expect(await walk(plan(block('a', { traits, capture })), hidden)).toBe(0);
    expect(JSON.stringify(hidden.entries)).not.toContain('tr0ub4dor');
  });

  it('is known of a step of a rollback, too', () => {
    const rollback = [block('undo', { traits: { ...noTraits, secret: true } })];
    const of = { ...plan(block('a')), documents: [document('', { rollback })] };
    expect([traitsOf(of, 'undo').secret, traitsOf(of, 'a').secret]).toEqual([true, false]);
  });
});
