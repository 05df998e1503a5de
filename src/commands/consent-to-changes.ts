import { exitCode } from '../model/outcome.ts';
import type { Plan, PlanStep } from '../model/plan.ts';
import type { RunState } from '../model/state.ts';
import { createPrompter } from '../ui/prompter.ts';
import { createStyle, speaksUtf8 } from '../ui/style.ts';
import { Refusal } from './refusal.ts';
import type { GlobalOptions, World } from './world.ts';

/** A step of the document as it is now that is not what the run planned. */
export interface StepChange {
  readonly step: PlanStep;
  readonly how: 'changed since it was finished' | 'changed' | 'new';
}

/** Holds the plan of today's document against what the run has on record. */
export function compareSteps(state: RunState, plan: Plan): readonly StepChange[] {
  return plan.steps.flatMap((step): StepChange[] => {
    const known = state.steps.get(step.step.id);
    if (known === undefined) return [{ step, how: 'new' }];
    if (known.planned.hash === step.hash) return [];
    return [{ step, how: known.phase === 'finished' ? 'changed since it was finished' : 'changed' }];
  });
}

/** Says what changed in the document and goes on only with a yes. Throws a `Refusal` without one. */
export async function consentToChanges(
  changes: readonly StepChange[],
  noInput: boolean,
  world: World,
  globals: GlobalOptions,
): Promise<void> {
  if (changes.length === 0) return;
  const style = createStyle({ colour: globals.color, unicode: speaksUtf8(world.env) });
  const prompter = createPrompter({
    env: world.env,
    noInput,
    style,
    signal: new AbortController().signal,
    now: Date.now,
  });
  const rows = changes.map(({ step, how }) => `${step.step.id}  ${how}`);
  const answer = await prompter.consent(
    'The document is not what this run was planned from',
    rows,
    'Go on with it as it is now',
  );
  if (answer === true) return;
  const reason = answer === false ? 'the run stays paused' : 'somebody has to agree to that, at a terminal';
  throw new Refusal(`the document changed since the run began: ${rows.join('; ')}`, reason, exitCode.paused);
}
