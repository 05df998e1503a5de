import { expect, it } from 'vitest';
import type { GateAnswer } from '../../src/run/answers.ts';
import type { Journal } from '../../src/run/ports.ts';
import { runPlan } from '../../src/run/run-plan.ts';
import { block, gated, plan } from './build-plan.ts';
import { fakeWorld } from './fake-ports.ts';
import { opening } from './walk-plan.ts';

/** Walks a plan and tells, in order, what was synced, what ran, what was told and what was asked. */
async function watch(of: ReturnType<typeof plan>, ...answers: GateAnswer[]): Promise<readonly string[]> {
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
        return answers.shift() ?? { type: 'yes', typed: [] };
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
  const openLog: typeof ports.openLog = (step, attempt) => {
    const log = ports.openLog(step, attempt);
    const close = async () => {
      await new Promise(setImmediate);
      told.push('has the log');
      return log.close();
    };
    return { ...log, close };
  };
  const publish = ({ type }: { readonly type: string }) => {
    told.push(`tells ${type}`);
  };
  await runPlan(of, { ...ports, journal, session, openLog, publish }, [opening(of)], { check: false });
  return told.slice(told.indexOf('tells run-started') + 1);
}

it('syncs the result of a block with the intent of the next, before anybody is told or that one starts', async () => {
  expect(await watch(plan(block('a'), block('b')))).toEqual([
    'syncs block-started',
    'tells block-started',
    'runs a',
    'keeps',
    'has the log',
    'syncs block-ended block-started',
    'tells block-ended',
    'tells block-started',
    'runs b',
    'keeps',
    'has the log',
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
    'has the log',
    'syncs block-ended',
    'tells block-ended',
    'syncs gate-opened',
    'tells gate-opened',
    'asks',
  ]);
});

it('syncs the answer of a gate before the intent of what it lets run, and that before it runs', async () => {
  const told = await watch(plan(gated('b')));
  expect(told.slice(told.indexOf('asks'), told.indexOf('runs b') + 1)).toEqual([
    'asks',
    'syncs gate-answered',
    'tells gate-answered',
    'syncs block-started',
    'tells block-started',
    'runs b',
  ]);
});

it('keeps what an interactive shell has made of the session before it is said to be closed', async () => {
  const told = await watch(plan(gated('b')), { type: 'shell' });
  expect(told.slice(told.indexOf('syncs shell-opened'), told.indexOf('syncs shell-closed') + 1)).toEqual([
    'syncs shell-opened',
    'tells shell-opened',
    'keeps',
    'syncs shell-closed',
  ]);
});

it.each([
  ['the state', true, false, 'state'],
  ['the log', false, true, 'log'],
  ['both', true, true, 'log'],
])(
  'records no result where %s cannot be kept, and leaves no failure unheard',
  async (_, state, log, told) => {
    const world = fakeWorld(() => ({}), {});
    const { ports } = world;
    const openLog: typeof ports.openLog = (step, attempt) => {
      const opened = ports.openLog(step, attempt);
      const close = async () => {
        if (log) throw new Error('log: no space left');
        return opened.close();
      };
      return { ...opened, close };
    };
    const keep = () => {
      if (state) throw new Error('state: no space left');
    };
    const recorded: string[] = [];
    const publish = ({ type }: { readonly type: string }) => {
      recorded.push(type);
    };
    const of = plan(block('a'));
    const session = { ...ports.session, keep };
    const walked = runPlan(of, { ...ports, session, openLog, publish }, [opening(of)], { check: false });
    await expect(walked).rejects.toThrow(`${told}: no space left`);
    expect(recorded).toEqual(['run-started', 'block-started']);
    expect(ports.journal.entries.map(({ type }) => type)).toEqual(recorded);
  },
);

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
  const walked = runPlan(of, { ...world.ports, openLog, publish }, [opening(of)], { check: false });
  await expect(walked).rejects.toThrow('no space left');
  expect(told).toEqual(['run-started', 'block-started', 'block-ended']);
});
