import { describe, expect, it, test } from 'vitest';
import { type Plan, type PlanStep, plannedStep } from '../../src/model/plan.ts';
import type { BlockStep } from '../../src/model/runbook.ts';
import type { RemedyAnswer, SettleAnswer } from '../../src/run/answers.ts';
import type { Prompter } from '../../src/run/ports.ts';
import { runPlan } from '../../src/run/run-plan.ts';
import { block, checklist, checkpoint, contains, gated, plan, stop, under } from './build-plan.ts';
import { type FakeWorld, fakeWorld, type Script } from './fake-ports.ts';
import { reopening, resume, start, statuses } from './walk-plan.ts';

const yes = async () => ({ type: 'yes', typed: [] }) as const;
const quiet = (): Script => ({});
const failing = (): Script => ({ result: { exit: 1 } });

const edited = (step: PlanStep): PlanStep => ({ ...step, hash: `${step.hash}, edited` });
const early = stop('early', 'all there already');
const byCondition = (step: PlanStep) => under(step, 'new', 'STATE', 'dirty');
const dirty = ({ variables }: FakeWorld) => variables.set('STATE', 'clean');

/** Takes the run up again with the document as it is now, which was agreed to. */
function resumeWith(of: Plan, { ports }: FakeWorld, check = false): Promise<number> {
  const steps = of.steps.map(plannedStep);
  return runPlan(of, ports, [{ ...reopening, changed: steps, order: steps.map(({ id }) => id) }], { check });
}

/** A world whose runner went away while the step ran. */
async function killedInside(step: PlanStep): Promise<FakeWorld> {
  const world = fakeWorld(quiet, { gate: yes });
  world.beforeAppend = ({ type }) => {
    if (type === 'block-ended') throw new Error('killed');
  };
  await expect(start(plan(step, gated('next')), world)).rejects.toThrow('killed');
  return world;
}

/** The same run in a new process. */
function again(world: FakeWorld, prompter: Partial<Prompter>, blocks = quiet): FakeWorld {
  const next = fakeWorld(blocks, { gate: yes, ...prompter }, world.entries);
  dirty(next);
  return next;
}

const settling = (answer: SettleAnswer): Partial<Prompter> => ({ settle: async () => answer });

/** What a document that changed can put between the run and a step that was begun. */
const ways: readonly (readonly [string, (step: PlanStep) => Plan])[] = [
  ['a stop above it', (step) => plan(early, step, gated('next'))],
  ['a condition that does not hold', (step) => plan(byCondition(step), gated('next'))],
  [
    'a section with one',
    (step) => plan(byCondition(block('before')), byCondition(step), byCondition(gated('next'))),
  ],
  ['a stop behind a new step', (step) => plan(block('look'), early, step, gated('next'))],
];

describe.each(ways)('%s', (_, now) => {
  it('does not leave out what became unknown: nobody there, exit 8, and nothing above it is begun', async () => {
    const world = again(await killedInside(gated('doit')), {});
    expect(await resumeWith(now(gated('doit')), world)).toBe(8);
    expect(world.ran).toEqual([]);
    expect(statuses(world.entries)).toMatchObject({ doit: 'unknown' });
    expect(world.entries.map(({ type }) => type)).not.toContain('document-stopped');
  });

  it('comes after a human has settled it', async () => {
    const world = again(await killedInside(gated('doit')), settling({ type: 'done', reason: 'looked' }));
    expect(await resumeWith(now(gated('doit')), world)).toBe(0);
    expect(world.ran).not.toContain('doit');
    expect(statuses(world.entries)).toMatchObject({ doit: 'deviated' });
  });

  it('does not leave out what is to be tried again: it passes its gate', async () => {
    const world = again(await killedInside(gated('doit')), settling({ type: 'retry' }));
    expect(await resumeWith(now(gated('doit')), world)).toBe(0);
    expect(world.ran).toContain('doit');
    expect(statuses(world.entries)).toMatchObject({ doit: 'passed' });
    const left = world.entries.flatMap((entry) => ('leavesOut' in entry ? entry.leavesOut : []));
    expect(left).not.toContain('doit');
  });

  it.each([
    ['gated', gated('doit')],
    ['readonly', block('doit')],
  ])('does not make a run done whose %s step failed', async (_kind, step) => {
    const failed = fakeWorld(failing, { gate: yes });
    expect(await start(plan(step, gated('next')), failed)).toBe(1);
    const world = again(failed, {});
    expect(await resumeWith(now(step), world)).toBe(1);
    expect(statuses(world.entries)).toMatchObject({ doit: 'failed' });
  });

  it('does not take the acceptance of a failure away', async () => {
    const failed = fakeWorld(failing, { gate: yes });
    await start(plan(gated('doit'), gated('next')), failed);
    const offered: boolean[] = [];
    const remedy: Prompter['remedy'] = async (_step, _outcome, { accept }): Promise<RemedyAnswer> => {
      offered.push(accept);
      return offered.length === 1 ? { type: 'accept', reason: 'known' } : { type: 'pause' };
    };
    expect(await resumeWith(now(gated('doit')), again(failed, { remedy }))).toBe(0);
    expect(offered).toEqual([true]);
  });

  it('does not leave out what was not judged by eye yet, by the statement that it was begun with', async () => {
    const judged = (confirm: string | null) =>
      block('doit', { mode: 'gate', gate: { phrase: null }, confirm });
    const paused = fakeWorld(quiet, { gate: yes });
    expect(await start(plan(judged('the ids are right')), paused)).toBe(5);
    const asked: string[] = [];
    const confirm: Prompter['confirm'] = async (_step, statement) => {
      asked.push(statement);
      return { type: 'holds' };
    };
    const world = again(paused, { confirm });
    expect(await resumeWith(now(edited(judged(null))), world)).toBe(0);
    expect(asked).toEqual(['the ids are right']);
    expect(statuses(world.entries)).toMatchObject({ doit: 'passed' });
  });

  it('does not leave out an item that does not hold', async () => {
    const list = checklist('doit', 'model gone');
    const failed = fakeWorld(quiet, { item: async () => ({ type: 'no' }) });
    expect(await start(plan(list), failed)).toBe(4);
    expect(await resumeWith(now(list), again(failed, {}))).toBe(4);
  });
});

describe('what was begun is judged by what it was then', () => {
  const readonly = block('doit');
  const once = block('doit', { traits: { ...(readonly.step as BlockStep).traits, once: true } });
  const behindGate = { ...readonly, stops: true };

  it.each([
    ['gated', gated('doit')],
    ['once', once],
    ['readonly behind a gate', behindGate],
    ['auto', block('doit', { mode: 'auto' })],
  ])('%s, and readonly now: it is not run again without a word', async (_, then) => {
    const world = again(await killedInside(then), {});
    expect(await resumeWith(plan(edited(readonly), gated('next')), world)).toBe(8);
    expect(world.ran).toEqual([]);
    expect(statuses(world.entries)).toMatchObject({ doit: 'unknown' });
  });

  it.each([
    ['gated', gated('doit')],
    ['once', once],
    ['behind a gate', behindGate],
  ])('readonly, and %s now: it is settled', async (_, now) => {
    const world = again(await killedInside(readonly), {});
    expect(await resumeWith(plan(edited(now), gated('next')), world)).toBe(8);
    expect(world.ran).toEqual([]);
  });

  it.each([
    ['a stop', stop('doit', 'all there already')],
    ['a checkpoint', checkpoint('doit')],
    ['a checklist', checklist('doit', 'it is there')],
  ])('gated, and no block but %s now: it is settled', async (_, now) => {
    const world = again(await killedInside(gated('doit')), {});
    expect(await resumeWith(plan(edited(now), gated('next')), world)).toBe(8);
    expect(statuses(world.entries)).toMatchObject({ doit: 'unknown', next: 'pending' });
  });

  it('readonly then and now: it is run again by itself', async () => {
    const world = again(await killedInside(readonly), {});
    expect(await resumeWith(plan(edited(readonly), gated('next')), world)).toBe(0);
    expect(world.ran).toEqual(['doit', 'next']);
  });

  it('over more than one change', async () => {
    const world = again(await killedInside(gated('doit')), { settle: async () => ({ type: 'pause' }) });
    expect(await resumeWith(plan(edited(readonly)), world)).toBe(5);
    const later = again(world, {});
    expect(await resume(plan(edited(readonly)), later)).toBe(8);
    expect(later.ran).toEqual([]);
  });

  it('a retry was asked for of what it was: of another text it is asked for again', async () => {
    const world = again(await killedInside(gated('doit')), {
      ...settling({ type: 'retry' }),
      gate: async () => ({ type: 'pause' }),
    });
    expect(await resume(plan(gated('doit')), world)).toBe(5);
    const same = again(world, { gate: async () => ({ type: 'pause' }) });
    expect(await resume(plan(gated('doit')), same)).toBe(5);
    const other = again(world, {});
    expect(await resumeWith(plan(edited(readonly)), other)).toBe(8);
    expect(other.ran).toEqual([]);
  });

  it('a wait behind a gate that is gone since does not go on without a word', async () => {
    const polling = {
      within: { ms: 60_000, text: '1m' },
      every: { ms: 10_000, text: '10s' },
      abort: null,
    };
    const wait = block('doit', { expectation: contains('READY'), polling });
    const world = fakeWorld(() => ({ output: 'busy\n' }), { gate: yes });
    const sleep = async () => {
      world.stop = { reason: 'hang-up', exit: 5 };
    };
    const ports = { ...world.ports, clock: { ...world.ports.clock, sleep } };
    expect(await start(plan({ ...wait, stops: true }), { ...world, ports })).toBe(5);
    const open = again(world, {});
    expect(await resumeWith(plan(edited(wait)), open)).toBe(8);
    expect(open.ran).toEqual([]);
    const ready = again(world, settling({ type: 'retry' }), () => ({ output: 'READY\n' }));
    expect(await resumeWith(plan(edited(wait)), ready)).toBe(0);
    expect(ready.ran).toEqual(['doit']);
  });

  it('a check does not go past it', async () => {
    const failed = fakeWorld(failing, {});
    expect(await start(plan(readonly), failed, true)).toBe(1);
    const world = again(failed, {});
    expect(await resumeWith(plan(edited(gated('doit'))), world, true)).toBe(1);
  });
});

test('a step that is put above a failed one to mend it runs before the retry', async () => {
  const failed = fakeWorld(failing, { gate: yes });
  await start(plan(gated('doit')), failed);
  const world = again(failed, { remedy: async () => ({ type: 'retry' }) });
  expect(await resumeWith(plan(gated('prepare'), gated('doit')), world)).toBe(0);
  expect(world.ran).toEqual(['prepare', 'doit']);
});

test('a readonly wait that a pause broke off may be left out', async () => {
  const polling = { within: { ms: 60_000, text: '1m' }, every: { ms: 10_000, text: '10s' }, abort: null };
  const wait = block('doit', { expectation: contains('READY'), polling });
  const world = fakeWorld(() => ({ output: 'busy\n' }), {});
  const sleep = async () => {
    world.stop = { reason: 'hang-up', exit: 5 };
  };
  expect(
    await start(plan(wait), { ...world, ports: { ...world.ports, clock: { ...world.ports.clock, sleep } } }),
  ).toBe(5);
  const left = again(world, {});
  expect(await resumeWith(plan(early, wait), left)).toBe(0);
  expect(statuses(left.entries)).toEqual({ early: 'passed', doit: 'skipped' });
});
