import { findLoops, type Loop } from '../../bash/calls/loops.ts';
import type { Rule } from '../rule.ts';

/** A loop that sleeps until something is so hides how long it has waited, and seldom gives up. */
export const waitLoop: Rule = {
  id: 'wait-loop',
  description: 'A hand-written loop that waits for something.',
  severity: 'warning',
  guardsPromise: false,
  disabling: 'allowed',
  check: ({ blocks }, { bash }) =>
    blocks.flatMap((block) =>
      findLoops(bash, block.code)
        .filter(waits)
        .map(({ head }) => ({
          reason:
            'Unexpected loop that waits, expected one look in a `readonly` block with `expect=`, `within=` and `every=`: it shows how long it waits, and gives up',
          place: block.place(
            head.offset,
            head.offset + block.code.slice(head.offset, head.endOffset).trimEnd().length,
          ),
        })),
    ),
};

/** `for` goes through items, unless it can leave early; `while read` goes through lines. */
function waits({ kind, condition, commands }: Loop): boolean {
  if (!commands.includes('sleep') || condition === 'read') return false;
  return kind === 'while' || commands.some((name) => /^(?:break|exit|return)$/.test(name));
}
