import { expect, test } from 'vitest';
import { tellUnmentioned } from '../../src/rehearse/coverage-words.ts';

test('an include that was never reached stands for all that is in it', () => {
  expect(tellUnmentioned(['full', 'full/who', 'full/who/names', 'part/release', 'fuller'])).toBe(
    'coverage: never reached, and not mentioned: full, part/release, fuller',
  );
});
