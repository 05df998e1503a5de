import { expect, it } from 'vitest';
import { block, gated, plan } from './build-plan.ts';
import { fakeWorld } from './fake-ports.ts';
import { start, statuses } from './walk-plan.ts';

it('pauses before a block when the document on disk is not what was planned', async () => {
  const world = fakeWorld(() => {
    world.documentChanges = ['b: changed'];
    return {};
  }, {});
  expect(await start(plan(block('a'), block('b')), world)).toBe(5);
  expect(world.ran).toEqual(['a']);
  expect(world.entries.at(-1)).toMatchObject({ type: 'run-paused', step: 'b', reason: 'document-changed' });
  expect(statuses(world.entries)).toEqual({ a: 'passed', b: 'pending' });
});

it('pauses between the yes and the block', async () => {
  const world = fakeWorld(() => ({}), {
    gate: async () => {
      world.documentChanges = ['a: changed'];
      return { type: 'yes', typed: [] };
    },
  });
  expect(await start(plan(gated('a')), world)).toBe(5);
  expect(world.ran).toEqual([]);
});
