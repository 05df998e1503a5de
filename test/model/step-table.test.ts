import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pendingStep, type StepState } from '../../src/model/state.ts';
import { StepTable } from '../../src/model/step-table.ts';

const step = (id: string, attempts = 0): StepState => ({
  ...pendingStep({ id, kind: 'block', mode: 'readonly', title: id, confirm: null, hash: '' }),
  attempts,
});

test('does what a map does that is copied for each change', () => {
  const id = fc.nat(300).map((n) => `s${n}`);
  const changes = fc.array(fc.tuple(id, fc.nat()), { maxLength: 300 });
  fc.assert(
    fc.property(fc.uniqueArray(id, { maxLength: 300 }), changes, (ids, changed) => {
      let table = StepTable.of(ids.map((each) => step(each)));
      const map = new Map(ids.map((each) => [each, step(each)]));
      for (const [each, attempts] of changed) {
        const before = [...table];
        const next = table.with(step(each, attempts));
        expect([...table]).toEqual(before);
        table = next;
        map.set(each, step(each, attempts));
      }
      expect([...table]).toEqual([...map]);
      expect(table.size).toBe(map.size);
      for (const [each, value] of map) expect(table.get(each)).toEqual(value);
      expect(table.has('nobody')).toBe(false);
    }),
    { numRuns: 50 },
  );
});
