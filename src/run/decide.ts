import type { Guard } from '../model/condition.ts';
import type { PlanStep } from '../model/plan.ts';
import type { Source } from '../model/position.ts';
import { decisionOn } from './decision-on.ts';
import { evaluateCondition } from './evaluate-condition.ts';
import { stateOf } from './next.ts';
import type { Run } from './run.ts';
import { omissibleSteps } from './steps-of-run.ts';

/** Decides a condition with the session's variables as they are now, and leaves out what stands under one that does not hold. */
export async function decide(run: Run, { step }: PlanStep, guard: Guard): Promise<void> {
  const { condition } = guard;
  const common = { guard: guard.id, step: step.id, condition: condition.text, at: placeOf(condition.source) };
  const values = await run.ports.session.values(condition.variables);
  const decision = evaluateCondition(condition, values);
  if (decision.type === 'undecidable') {
    const message = `${decision.variable} is ${decision.why}, so \`when="${condition.text}"\` cannot be decided`;
    run.record({ type: 'condition-undecidable', ...common, message });
    return;
  }
  // What was decided of this condition holds for the whole run, also for a step that a changed document has put under it since.
  const holds = decisionOn(run.state, guard) ?? decision.holds;
  const leavesOut = holds ? [] : standingUnder(run, guard);
  run.record({ type: 'condition-decided', ...common, values: Object.fromEntries(values), holds, leavesOut });
}

/** What has begun is not left out by a condition: somebody says what becomes of it. */
function standingUnder(run: Run, guard: Guard): readonly string[] {
  return omissibleSteps(run)
    .filter((step) => stateOf(run.state, step).phase === 'waiting')
    .filter(({ guards }) => guards.some(({ id }) => id === guard.id))
    .map(({ step }) => step.id);
}

export function placeOf({ file, position }: Source): string {
  return `${file}:${position.start.line}:${position.start.column}`;
}
