import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeWords } from '../../src/expect/holds-word.ts';
import { toRegExp } from '../../src/expect/match-pattern.ts';

describe('wholeWords', () => {
  it.each([
    ['Ready', 'NotReady', false],
    ['Ready', 'NotReady Ready', true],
    ['.8', '10.8', true],
    ['é', 'cafés é', true],
    ['a', 'á', false],
    ['𝒜', 'x𝒜', false],
    ['-', 'a-b', true],
    ['aa', 'aaa aa', true],
  ])('finds %j in %j: %j', (text, line, found) => {
    expect(wholeWords(text)(line)).toBe(found);
  });

  it('says what the pattern says', () => {
    const character = fc.constantFrom('a', 'b', '1', '_', '.', '-', ' ', 'é', '́', '𝒜', '😀', '٣');
    const text = fc.array(character, { maxLength: 8 }).map((all) => all.join(''));
    const value = fc.array(character, { minLength: 1, maxLength: 3 }).map((all) => all.join(''));
    fc.assert(
      fc.property(value, text, (sought, line) => {
        expect(wholeWords(sought)(line)).toBe(toRegExp({ type: 'literal', value: sought }, false).test(line));
      }),
      { numRuns: 2_000 },
    );
  });
});
