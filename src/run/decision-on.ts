import type { Guard } from '../model/condition.ts';
import type { RunState } from '../model/state.ts';

/**
 * Whether the condition of a guard was decided to hold; `null`: it was not decided, or what was decided then was another
 * condition than the document has now. The plan of one process does not change, so that what was decided in it counts
 * whatever the journal had to withhold of its text.
 */
export function decisionOn({ guards }: RunState, { id, condition }: Guard): boolean | null {
  const decision = guards.get(id);
  if (decision === undefined) return null;
  return decision.isEarlier && decision.condition !== condition.text ? null : decision.holds;
}
