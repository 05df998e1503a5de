import type { Entry } from '../../src/model/event.ts';
import { type Plan, plannedStep } from '../../src/model/plan.ts';
import type { RunResumed, RunStarted } from '../../src/model/run-event.ts';
import { initialState } from '../../src/model/state.ts';
import { evolve } from '../../src/run/evolve.ts';
import { runPlan } from '../../src/run/run-plan.ts';
import type { FakeWorld } from './fake-ports.ts';

const operator = { account: 'ubuntu', sudoFrom: null, name: 'jesse' };
const place = { host: 'jumphost', user: 'ubuntu', cwd: '/srv', target: 'cloud' };

export function opening(of: Plan): RunStarted {
  return {
    type: 'run-started',
    version: '0',
    runbook: { id: of.id, title: of.title, file: of.file, sha256: '' },
    careful: false,
    operator,
    place,
    root: '/srv',
    git: null,
    steps: of.steps.map(plannedStep),
    options: { stepwise: false, check: false, passedOver: [] },
    includes: [],
    inputs: {},
  };
}

export const reopening: RunResumed = { type: 'run-resumed', version: '0', operator, place, changed: [] };

/** Walks a plan from its beginning; gives the exit code. */
export function start(of: Plan, { ports }: FakeWorld, check = false): Promise<number> {
  return runPlan(of, ports, [opening(of)], { check });
}

/** Takes the run in the world's journal up again. */
export function resume(of: Plan, { ports }: FakeWorld): Promise<number> {
  return runPlan(of, ports, [reopening], { check: false });
}

/** What the journal says has become of each step. */
export const statuses = (entries: readonly Entry[]) =>
  Object.fromEntries([...entries.reduce(evolve, initialState).steps].map(([id, { status }]) => [id, status]));
