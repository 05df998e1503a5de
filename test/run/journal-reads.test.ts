import { expect, it } from 'vitest';
import type { Entry } from '../../src/model/event.ts';
import { runPlan } from '../../src/run/run-plan.ts';
import { block, plan } from './build-plan.ts';
import { fakeWorld } from './fake-ports.ts';
import { opening } from './walk-plan.ts';

it.each([1, 20])('reads the journal no more often for %i blocks than for one', async (count) => {
  const world = fakeWorld(() => ({}), {});
  let reads = 0;
  const journal = {
    ...world.ports.journal,
    get entries(): readonly Entry[] {
      reads += 1;
      return world.entries;
    },
  };
  const of = plan(...Array.from({ length: count }, (_, n) => block(`b${n}`)));

  expect(await runPlan(of, { ...world.ports, journal }, [opening(of)], { check: false })).toBe(0);

  expect(world.ran).toHaveLength(count);
  expect(reads).toBe(1);
});
