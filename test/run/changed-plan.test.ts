import { describe, expect, it } from 'vitest';
import { noTraits } from '../../src/model/block-traits.ts';
import { type Plan, type PlanStep, plannedStep } from '../../src/model/plan.ts';
import type { GateAnswer } from '../../src/run/answers.ts';
import { foldRun, isUnfinished } from '../../src/run/fold-run.ts';
import type { Prompter } from '../../src/run/ports.ts';
import { runPlan } from '../../src/run/run-plan.ts';
import { findLeftOut } from '../../src/ui/left-out.ts';
import { block, document, gated, include, plan, under } from './build-plan.ts';
import { fakeWorld, type Script } from './fake-ports.ts';
import { reopening, resume, start, statuses } from './walk-plan.ts';

const yes = async () => ({ type: 'yes', typed: [] }) as const;
const pause = async () => ({ type: 'pause' }) as const;
const quiet = (): Script => ({});
const goBack = async () => ({ type: 'rollback' }) as const;

/** Yes at each gate, and a pause at the one of this step. */
const yesUntil =
  (id: string): Prompter['gate'] =>
  async ({ step }): Promise<GateAnswer> =>
    step.step.id === id ? { type: 'pause' } : { type: 'yes', typed: [] };

describe('a rollback that has begun before its document was changed', () => {
  const at = (document: number, step: PlanStep) => ({ ...step, document });
  const documentOf = (name: string, ...rollback: readonly PlanStep[]) => document(`${name}/`, { rollback });
  const undoA = gated('a/undo');
  const undoB = gated('b/undo');
  const failing = ({ code }: { readonly code: string }): Script =>
    code.includes('doit') ? { result: { exit: 1 } } : {};
  const before: Plan = {
    ...plan(include('a'), at(1, gated('a/doit'))),
    documents: [document(''), documentOf('a', at(1, undoA))],
  };

  async function pausedInRollback() {
    const world = fakeWorld(failing, { gate: yesUntil('a/undo'), remedy: goBack });
    expect(await start(before, world)).toBe(5);
    expect(world.ran).toEqual(['a/doit']);
    return world.entries;
  }

  it('is walked by its own steps, wherever the document stands by now', async () => {
    const now: Plan = {
      ...plan(include('b'), at(1, gated('b/act')), include('a'), at(2, gated('a/doit'))),
      documents: [document(''), documentOf('b', at(1, undoB)), documentOf('a', at(2, undoA))],
    };
    const world = fakeWorld(failing, { gate: yes }, await pausedInRollback());
    expect(await resume(now, world)).toBe(1);
    expect(world.ran).toEqual(['a/undo']);
    expect(world.entries.at(-1)).toMatchObject({ type: 'run-ended', status: 'rolled-back', step: 'a/doit' });
  });

  it.each([
    ['no rollback', documentOf('a')],
    ['another step', documentOf('a', at(1, gated('a/else')))],
  ])('is not over without them: %s', async (_, changed) => {
    const gone: Plan = { ...before, documents: [document(''), changed] };
    const world = fakeWorld(failing, { gate: yes }, await pausedInRollback());
    expect(await resume(gone, world)).toBe(5);
    expect(world.ran).toEqual([]);
    expect(world.entries.at(-1)).toMatchObject({
      type: 'run-paused',
      reason: 'document-changed',
      changes: ['a/undo: not in the rollback section any more'],
    });
    expect(isUnfinished(foldRun(world.entries, { alive: false }))).toBe(true);
    const again = fakeWorld(failing, { gate: yes }, world.entries);
    expect(await resume(before, again)).toBe(1);
    expect(again.ran).toEqual(['a/undo']);
  });

  it('walks a step whose id was done in the sequence once', async () => {
    const undo = gated('undo');
    const world = fakeWorld(failing, { gate: yesUntil('doit') });
    expect(await start(plan(undo, gated('doit')), world)).toBe(5);
    const now = { ...plan(gated('doit')), documents: [document('', { rollback: [undo] })] };
    const again = fakeWorld(failing, { gate: yes, remedy: goBack }, world.entries);
    expect(await resume(now, again)).toBe(1);
    expect(again.ran).toEqual(['doit', 'undo']);
    const attempts = again.entries.flatMap((entry) =>
      entry.type === 'block-started' && entry.step === 'undo' ? [entry.attempt] : [],
    );
    expect(attempts).toEqual([1, 2]);
  });

  it('names a failure that it went past in a step that came to it later', async () => {
    const late = at(1, block('a/late', { traits: { ...noTraits, keepGoing: true } }));
    const now = { ...before, documents: [document(''), documentOf('a', at(1, undoA), late)] };
    const blocks = ({ code }: { readonly code: string }): Script =>
      code.includes('late') ? { result: { exit: 1 } } : {};
    const world = fakeWorld(blocks, { gate: yes }, await pausedInRollback());
    const agreed = { ...reopening, changed: [plannedStep(late)] };
    expect(await runPlan(now, world.ports, [agreed], { check: false })).toBe(1);
    expect(world.entries.at(-1)).toMatchObject({ reason: 'the run went on after a/late' });
  });
});

describe('a condition whose text was changed since it was decided', () => {
  const section = (value: string, ...steps: readonly PlanStep[]) =>
    plan(...steps.map((step) => under(step, '#s', 'STATE', value)));
  const before = section('dirty', block('one'), gated('two'), block('three'));
  const after = section('clean', block('one'), gated('two'), block('three'));
  const decisions = (world: ReturnType<typeof fakeWorld>) =>
    world.entries.flatMap((entry) =>
      entry.type === 'condition-decided' ? [[entry.condition, entry.holds, entry.leavesOut]] : [],
    );

  async function pausedAtTwo(of = before) {
    const world = fakeWorld(quiet, { gate: pause });
    world.variables.set('STATE', 'dirty');
    expect(await start(of, world)).toBe(5);
    return world.entries;
  }

  function taken(up: Awaited<ReturnType<typeof pausedAtTwo>>, value: string | null, prompter = {}) {
    const world = fakeWorld(quiet, { gate: yes, ...prompter }, up);
    world.variables.set('STATE', value);
    return world;
  }

  it('is decided anew before the next step under it, and what is done stays done', async () => {
    const world = taken(await pausedAtTwo(), 'dirty');
    expect(await resume(after, world)).toBe(0);
    expect(world.ran).toEqual([]);
    expect(statuses(world.entries)).toEqual({ one: 'passed', two: 'skipped', three: 'skipped' });
    expect(decisions(world)).toEqual([
      ['$STATE = dirty', true, []],
      ['$STATE = clean', false, ['two', 'three']],
    ]);
  });

  it('lets the rest run where it holds, once for all of it', async () => {
    const world = taken(await pausedAtTwo(), 'clean');
    expect(await resume(after, world)).toBe(0);
    expect(world.ran).toEqual(['two', 'three']);
    expect(decisions(world)).toHaveLength(2);
  });

  it('lets nothing run that it cannot be decided for', async () => {
    const world = taken(await pausedAtTwo(), null);
    expect(await resume(after, world)).toBe(1);
    expect(world.ran).toEqual([]);
    expect(statuses(world.entries)).toEqual({ one: 'passed', two: 'failed', three: 'pending' });
  });

  it('stays decided over the next resume, where the text is the same', async () => {
    const world = taken(await pausedAtTwo(), 'clean', { gate: pause });
    expect(await resume(after, world)).toBe(5);
    const again = taken(world.entries, 'dirty');
    expect(await resume(after, again)).toBe(0);
    expect(again.ran).toEqual(['two', 'three']);
    expect(decisions(again)).toHaveLength(2);
  });

  it('brings nothing back that was left out, and that is still told as left out', async () => {
    const of = (value: string) => plan(...section(value, block('one')).steps, gated('two'));
    const world = fakeWorld(quiet, { gate: pause });
    world.variables.set('STATE', 'clean');
    expect(await start(of('dirty'), world)).toBe(5);
    const again = taken(world.entries, 'clean');
    expect(await resume(of('clean'), again)).toBe(0);
    expect(again.ran).toEqual(['two']);
    const state = foldRun(again.entries, { alive: false });
    expect(state.steps.get('one')?.status).toBe('skipped');
    expect([...findLeftOut(of('clean'), state)]).toEqual(['one']);
  });

  it('does not run a readonly block again by itself that a killed run was in', async () => {
    const world = fakeWorld(quiet, {});
    world.variables.set('STATE', 'dirty');
    world.beforeAppend = ({ type }) => {
      if (type === 'block-ended') throw new Error('killed');
    };
    await expect(start(before, world)).rejects.toThrow('killed');
    const settle = async () => ({ type: 'retry' }) as const;
    const again = taken(world.entries, 'dirty', { settle });
    expect(await resume(after, again)).toBe(0);
    expect(again.ran).toEqual([]);
    expect(statuses(again.entries)).toEqual({ one: 'skipped', two: 'skipped', three: 'skipped' });
  });

  it('leaves a step that failed for somebody to say what becomes of it', async () => {
    const world = fakeWorld(() => ({ result: { exit: 1 } }), {
      remedy: pause,
    });
    world.variables.set('STATE', 'dirty');
    expect(await start(before, world)).toBe(5);
    const offered: boolean[] = [];
    const remedy: Prompter['remedy'] = async (_step, _outcome, { accept }) => {
      offered.push(accept);
      return { type: 'accept', reason: 'it did enough' };
    };
    const again = taken(world.entries, 'dirty', { remedy });
    expect(await resume(after, again)).toBe(0);
    expect(offered).toEqual([true]);
    expect(statuses(again.entries)).toEqual({ one: 'deviated', two: 'skipped', three: 'skipped' });
  });

  it('is decided once in a process, whatever the journal withholds of its text', async () => {
    const world = fakeWorld(quiet, { gate: pause });
    world.variables.set('STATE', 'dirty');
    const { journal } = world.ports;
    const withheld = (event: Parameters<typeof journal.append>[0]) =>
      journal.append(event.type === 'condition-decided' ? { ...event, condition: '$STATE = ***' } : event);
    const ports = { ...world.ports, journal: { ...journal, append: withheld, entries: world.entries } };
    expect(await start(before, { ...world, ports })).toBe(5);
    expect(decisions(world)).toEqual([['$STATE = ***', true, []]]);
    const again = taken(world.entries, 'dirty');
    expect(await resume(before, again)).toBe(0);
    expect(again.ran).toEqual(['two', 'three']);
  });
});
