import type { Plan, PlanStep } from '../model/plan.ts';

/**
 * Whether some step of a plan might give the variable another value: it is captured, an item of a loop, or its name
 * stands in a block other than to be read. Rather says so than not.
 */
export function maySet({ steps }: Plan, name: string): boolean {
  const named = new RegExp(`(?<![\\w$]|\\$\\{[#!]?)${name}(?!\\w)`);
  return steps.some((step) => mayStepSet(step, name, named));
}

function mayStepSet({ step, bindings }: PlanStep, name: string, named: RegExp): boolean {
  if (step.kind !== 'block') return false;
  return step.capture?.variable === name || Object.hasOwn(bindings, name) || named.test(step.code);
}
