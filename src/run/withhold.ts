import type { Verdict } from '../model/expectation.ts';

/** A verdict on an output that is neither kept nor shown: whether it holds, and nothing of what was found. */
export function withholdEvidence(verdict: Verdict): Verdict {
  return { ...verdict, found: verdict.ok ? 'it (withheld)' : 'something else (withheld)', evidence: [] };
}
