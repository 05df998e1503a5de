import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { giveBackMemory } from '../../src/launch/give-back-memory.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

/** Something that nobody holds, once this turn of the event loop is over. */
function leaveBehind(): WeakRef<object> {
  return new WeakRef({ read: 'a document' });
}

test('what nobody holds is given back once a run goes on', async () => {
  const left = leaveBehind();
  giveBackMemory();
  await setImmediate();
  vi.advanceTimersByTime(999);
  await setImmediate();
  vi.advanceTimersByTime(1);
  expect(left.deref()).toBeUndefined();
});

test('nothing is done for a run that is over by then', async () => {
  const left = leaveBehind();
  giveBackMemory()();
  await setImmediate();
  vi.advanceTimersByTime(1000);
  expect(vi.getTimerCount()).toBe(0);
  expect(left.deref()).toBeDefined();
});
