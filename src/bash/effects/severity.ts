import type { Judgement } from './known-tool.ts';

const order = ['reads', 'opaque', 'mutates', 'destroys'] as const;

export function isWorse(one: Judgement, other: Judgement): boolean {
  return order.indexOf(one.effect) > order.indexOf(other.effect);
}

/** The first of the worst judgements; `null`: none does more than read. */
export function worstOf<T extends Judgement>(judgements: readonly T[]): T | null {
  const found = judgements.filter(({ effect }) => effect !== 'reads');
  return found.reduce<T | null>(
    (worst, each) => (worst === null || isWorse(each, worst) ? each : worst),
    null,
  );
}
