import { expect, it } from 'vitest';
import type { Journal } from '../../src/run/ports.ts';
import { runPlan } from '../../src/run/run-plan.ts';
import { block, gated, plan } from './build-plan.ts';
import { fakeWorld } from './fake-ports.ts';
import { opening } from './walk-plan.ts';

/** Walks a plan and tells, in order, what was synced, what ran, what was told and what was asked. */
async function watch(of: ReturnType<typeof plan>): Promise<readonly string[]> {
  const told: string[] = [];
  let waiting: string[] = [];
  const world = fakeWorld(
    ({ code }) => {
      told.push(`runs ${code.trim()}`);
      return {};
    },
    {
      gate: async () => {
        told.push('asks');
        return { type: 'yes', typed: [] };
      },
    },
  );
  const { ports } = world;
  const journal: Journal = {
    ...ports.journal,
    entries: [],
    add(event) {
      waiting.push(event.type);
      return ports.journal.add(event);
    },
    append(event) {
      const entry = journal.add(event);
      journal.sync();
      return entry;
    },
    sync() {
      if (waiting.length > 0) told.push(`syncs ${waiting.join(' ')}`);
      waiting = [];
    },
  };
  const session = {
    ...ports.session,
    keep: () => {
      told.push('keeps');
    },
  };
  const publish = ({ type }: { readonly type: string }) => {
    told.push(`tells ${type}`);
  };
  await runPlan(of, { ...ports, journal, session, publish }, opening(of), { check: false });
  return told.slice(told.indexOf('tells run-started') + 1);
}

it('syncs the result of a block with the intent of the next, before anybody is told or that one starts', async () => {
  expect(await watch(plan(block('a'), block('b')))).toEqual([
    'syncs block-started',
    'tells block-started',
    'runs a',
    'keeps',
    'syncs block-ended block-started',
    'tells block-ended',
    'tells block-started',
    'runs b',
    'keeps',
    'syncs block-ended',
    'tells block-ended',
    'syncs run-ended',
    'tells run-ended',
  ]);
});

it('tells of a result before anybody is asked for the next step', async () => {
  const told = await watch(plan(block('a'), gated('b')));
  expect(told.slice(told.indexOf('keeps'), told.indexOf('asks') + 1)).toEqual([
    'keeps',
    'syncs block-ended',
    'tells block-ended',
    'syncs gate-opened',
    'tells gate-opened',
    'asks',
  ]);
});

it('tells of the last result where the next block cannot be logged', async () => {
  const world = fakeWorld(() => ({}), {});
  const told: string[] = [];
  const openLog: typeof world.ports.openLog = (step, attempt) => {
    if (step === 'b') throw new Error('no space left');
    return world.ports.openLog(step, attempt);
  };
  const publish = ({ type }: { readonly type: string }) => {
    told.push(type);
  };
  const of = plan(block('a'), block('b'));
  const walked = runPlan(of, { ...world.ports, openLog, publish }, opening(of), { check: false });
  await expect(walked).rejects.toThrow('no space left');
  expect(told).toEqual(['run-started', 'block-started', 'block-ended']);
});
