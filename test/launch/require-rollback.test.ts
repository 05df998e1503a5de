import { expect, test } from 'vitest';
import { requireRollback } from '../../src/launch/require-rollback.ts';
import type { PlanStep } from '../../src/model/plan.ts';
import { foldRun } from '../../src/run/fold-run.ts';
import { Refusal } from '../../src/world/refusal.ts';
import { block, document, gated, include, plan } from '../run/build-plan.ts';
import { fakeWorld } from '../run/fake-ports.ts';
import { start } from '../run/walk-plan.ts';

const within = (step: PlanStep) => ({ ...step, document: 1 });
const undo = within(gated('sub/undo'));
const more = within(gated('sub/more'));
const withRollback = (...rollback: readonly PlanStep[]) => ({
  ...plan(include('sub'), within(block('sub/check'))),
  documents: [document(''), document('sub/', { rollback })],
});
const place = { id: 'r', directory: '/nowhere' };

/** The journal of a run that stands at the first gate of its rollback. */
const world = fakeWorld(() => ({ result: { exit: 1 } }), {
  remedy: async () => ({ type: 'rollback' }),
  gate: async () => ({ type: 'pause' }),
});
expect(await start(withRollback(undo, more), world)).toBe(5);
const { entries } = world;
const state = foldRun(entries, { alive: false });

function refusalOf(now: ReturnType<typeof withRollback>): Refusal | null {
  try {
    requireRollback(state, now, { place, entries });
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

test('a begun rollback whose steps are all there goes on, changed or with others beside them', () => {
  expect(refusalOf(withRollback(undo, more))).toBeNull();
  expect(refusalOf(withRollback(more, block('sub/new'), { ...undo, hash: 'another' }))).toBeNull();
});

test('one of which steps are gone is not resumed: what to put back is said, and where', () => {
  expect(refusalOf(withRollback(more))).toMatchObject({
    message:
      'the rollback that this run has begun is not over, and sub/undo is not in the Rollback section of runbooks/sub.md any more',
    hint: 'put it back there, under its id, and resume again',
    exit: 5,
  });
  expect(refusalOf(withRollback())?.message).toContain('and sub/undo, sub/more are not in');
});

test('a step in the sequence, or of another rollback, is not the one to go back by', () => {
  const moved = withRollback(more);
  expect(refusalOf({ ...moved, steps: [...moved.steps, undo] })?.message).toContain('sub/undo is not in');
  const other = document('other/', { rollback: [gated('other/undo'), gated('other/more')] });
  expect(refusalOf({ ...moved, documents: [document(''), document('sub/'), other] })?.message).toContain(
    'sub/undo, sub/more are not in the Rollback section of runbooks/sub.md',
  );
});

test('a document that is not included any more is to be included again', () => {
  const { steps } = plan(block('alone'));
  expect(refusalOf({ ...withRollback(), steps, documents: [document('')] })).toMatchObject({
    message:
      'the rollback that this run has begun is not over, and sub/undo, sub/more are gone with runbooks/sub.md, which is not included any more',
    hint: 'include it again, under the id sub, and resume again',
  });
});
