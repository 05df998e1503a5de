import { expect, test } from 'vitest';
import { orderSequence } from '../../src/project/order-sequence.ts';

function order(after: Readonly<Record<string, readonly string[]>>) {
  const { ordered, cycles } = orderSequence(
    Object.entries(after).map(([id, before]) => ({ id, after: before })),
  );
  return { ids: ordered.map(({ id }) => id), cycles };
}

test('nothing stands before what it comes after; else the order stays', () => {
  expect(order({ a: ['c'], b: [], c: ['d'], d: [] })).toEqual({ ids: ['d', 'c', 'a', 'b'], cycles: [] });
});

test('what is not there does not count', () => {
  expect(order({ a: ['gone'], b: ['a'] })).toEqual({ ids: ['a', 'b'], cycles: [] });
});

test('each cycle is told once, and everything is listed once all the same', () => {
  expect(order({ a: ['a'], b: ['c'], c: ['d'], d: ['b'], e: ['b'] })).toEqual({
    ids: ['a', 'd', 'c', 'b', 'e'],
    cycles: [
      ['a', 'a'],
      ['b', 'c', 'd', 'b'],
    ],
  });
});
