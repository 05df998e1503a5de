import { readExactItems } from './exact-item.ts';
import type { ExpectationProblem } from './expectation-problem.ts';
import { isVisible } from './output-line.ts';

/**
 * What is wrong with an exact output: one that spells out no visible text would be satisfied by silence.
 * Offsets are those of the lines joined by line feeds.
 */
export function exactOutputProblems(lines: readonly string[]): readonly ExpectationProblem[] {
  const items = readExactItems(lines);
  if (items.some((item) => item.type === 'line' && item.parts.some(isVisible))) return [];
  return [
    {
      rule: 'expectation-vacuous',
      message:
        'Unexpected output fence without any text of its own, which a command that prints nothing would satisfy; ' +
        'write at least one line that must appear, or expect="stdout empty" on the block where nothing may be printed',
      start: 0,
      end: lines.join('\n').length,
    },
  ];
}
