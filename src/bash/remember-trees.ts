import type { BashParser, BashTree } from './bash-parser.ts';

interface Kept {
  readonly tree: BashTree;
  /** How many are reading it. */
  readers: number;
}

/**
 * A parser that keeps its last `capacity` trees: many rules ask about the same few blocks. Who deletes a tree gives it
 * back; it is freed when it has to make room and nobody reads it.
 */
export function rememberTrees(parser: BashParser, capacity: number): BashParser {
  const known = new Map<string, Kept>();
  const makeRoom = () => {
    for (const [code, { tree, readers }] of known) {
      if (known.size <= capacity) return;
      if (readers > 0) continue;
      known.delete(code);
      tree.delete();
    }
  };
  return {
    parse(code) {
      const kept = known.get(code) ?? { tree: parser.parse(code), readers: 0 };
      kept.readers += 1;
      // The last one that was asked for stays longest.
      known.delete(code);
      known.set(code, kept);
      makeRoom();
      return lend(kept);
    },
  };
}

function lend(kept: Kept): BashTree {
  let given = false;
  const giveBack = () => {
    if (!given) kept.readers -= 1;
    given = true;
  };
  return Object.create(kept.tree, { delete: { value: giveBack } });
}
