import { exitCode } from '../model/outcome.ts';
import type { Plan, PlanStep } from '../model/plan.ts';
import type { RunState } from '../model/state.ts';
import { openPrompter } from './prompter.ts';
import { Refusal } from './refusal.ts';
import type { GlobalOptions, World } from './world.ts';

/** Something about the document as it is now that is not what the run planned. */
export interface StepChange {
  readonly id: string;
  readonly how: 'changed since it was finished' | 'changed' | 'new' | 'removed' | 'moved';
  /** As it is now; `null`: it is gone. */
  readonly step: PlanStep | null;
}

/** Holds the plan of today's document against what the run has on record. */
export function compareSteps(state: RunState, plan: Plan): readonly StepChange[] {
  const rollback = state.rollback === null ? [] : (plan.documents[state.rollback.document]?.rollback ?? []);
  const steps = [...plan.steps, ...rollback];
  const now = steps.map(({ step }) => step.id);
  const removed = [...state.steps.keys()].filter((id) => !now.includes(id));
  const before = [...state.steps.keys()].filter((id) => now.includes(id));
  const kept = now.filter((id) => state.steps.has(id));
  return [
    ...steps.flatMap((step): StepChange[] => {
      const { id } = step.step;
      const known = state.steps.get(id);
      if (known === undefined) return [{ id, how: 'new', step }];
      const moved = kept.indexOf(id) !== before.indexOf(id);
      if (known.planned.hash === step.hash) return moved ? [{ id, how: 'moved', step }] : [];
      return [{ id, how: known.phase === 'finished' ? 'changed since it was finished' : 'changed', step }];
    }),
    ...removed.map((id): StepChange => ({ id, how: 'removed', step: null })),
  ];
}

/** Says what changed in the document and goes on only with a yes. Throws a `Refusal` without one. */
export async function consentToChanges(
  changes: readonly StepChange[],
  noInput: boolean,
  world: World,
  globals: GlobalOptions,
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ id, how }) => `${id}: ${how}`);
  const answer = await openPrompter({ noInput }, world, globals).consent(
    'The document is not what this run was planned from',
    rows,
    'Go on with it as it is now',
  );
  if (answer === true) return;
  const reason = answer === false ? 'the run stays paused' : 'somebody has to agree to that, at a terminal';
  throw new Refusal(`the document changed since the run began: ${rows.join('; ')}`, reason, exitCode.paused);
}
