import type { Claim, ClaimStream, Pattern } from '../model/expectation.ts';
import { matchesLoosely } from './count-check.ts';
import { toRegExp } from './match-pattern.ts';

/** How many lines of a kind a claim demands and allows. */
export interface Bounds {
  readonly stream: ClaimStream;
  /** `null`: any line. */
  readonly pattern: Pattern | null;
  readonly loose: boolean;
  readonly min: number;
  readonly max: number | null;
}

/** What a claim says about the number of lines of some kind; `null`: nothing. */
export function boundsOf({ fact, stream }: Claim): Bounds | null {
  switch (fact.type) {
    case 'exit':
      return null;
    case 'empty':
      return { stream, pattern: null, loose: true, min: 0, max: 0 };
    case 'count':
      return { stream, pattern: fact.pattern, loose: matchesLoosely(fact.count), ...fact.count };
    case 'only':
    case 'contains':
    case 'number':
      return { stream, pattern: fact.pattern, loose: false, min: 1, max: null };
    case 'json':
      return { stream, pattern: null, loose: false, min: 1, max: null };
  }
}

/** More lines of one kind are demanded than are allowed of a kind that comprises it. */
export function exceeds(demanded: Bounds, allowed: Bounds): boolean {
  if (allowed.max === null || demanded.min <= allowed.max) return false;
  const sameStream = allowed.stream === 'both' || allowed.stream === demanded.stream;
  return sameStream && comprises(allowed, demanded);
}

/**
 * Every line that matches `inner` also matches `outer`, as far as can be told without running either. A claim that
 * demands lines is never loose, so `inner` is a text of whole words.
 */
function comprises(outer: Bounds, inner: Bounds): boolean {
  if (!outer.pattern) return true;
  if (!inner.pattern) return false;
  if (outer.pattern.type === 'literal' && inner.pattern.type === 'literal') {
    return toRegExp(outer.pattern, outer.loose).test(inner.pattern.value);
  }
  if (outer.pattern.type === 'literal' || inner.pattern.type === 'literal') return false;
  return outer.pattern.source === inner.pattern.source && outer.pattern.flags === inner.pattern.flags;
}
