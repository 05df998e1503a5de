import type { Plan, PlanStep } from '../model/plan.ts';
import type { RunState, StepState } from '../model/state.ts';
import { mayRepeat } from '../run/open-step.ts';
import { rollbackSection } from '../run/steps-of-run.ts';
import type { Particular } from '../ui/other-views.ts';
import { type Asked, requireConsent } from './require-consent.ts';

/** Something about the document as it is now that is not what the run planned. */
export interface StepChange {
  readonly id: string;
  readonly how:
    | 'changed since it was finished'
    | 'changed'
    | 'changed, and what became of it is unknown'
    | 'new'
    | 'removed'
    | 'removed, and what became of it is unknown'
    | 'moved';
  /** As it is now; `null`: it is gone. */
  readonly step: PlanStep | null;
}

/** All that the run walks as the document has it now: its sequence, and the rollback it has begun. */
export function stepsNow(state: RunState, plan: Plan): readonly PlanStep[] {
  return [...plan.steps, ...rollbackSection(plan, state)];
}

/** Holds the plan of today's document against what the run has on record. */
export function compareSteps(state: RunState, plan: Plan): readonly StepChange[] {
  const steps = stepsNow(state, plan);
  const ids = steps.map(({ step }) => step.id);
  const now = new Set(ids);
  const known = [...state.steps.values()].filter((step) => !step.removed);
  const removed = known.filter(({ planned }) => !now.has(planned.id));
  const order = placesOf(known.map(({ planned }) => planned.id).filter((id) => now.has(id)));
  const kept = placesOf(ids.filter((id) => order.has(id)));
  return [
    ...steps.flatMap((step): StepChange[] => {
      const { id } = step.step;
      const before = state.steps.get(id);
      if (before === undefined || before.removed) return [{ id, how: 'new', step }];
      const moved = kept.get(id) !== order.get(id);
      if (before.planned.hash === step.hash) return moved ? [{ id, how: 'moved', step }] : [];
      return [{ id, how: howChanged(before), step }];
    }),
    ...removed.map((step): StepChange => {
      const how = isUnknown(step) ? 'removed, and what became of it is unknown' : 'removed';
      return { id: step.planned.id, how, step: null };
    }),
  ];
}

function howChanged(before: StepState): StepChange['how'] {
  if (before.phase === 'finished') return 'changed since it was finished';
  return isUnknown(before) ? 'changed, and what became of it is unknown' : 'changed';
}

/** It was begun, and nobody has said what it came to; what may just be looked at again is not meant. */
function isUnknown({ phase, status, begun }: StepState): boolean {
  if (phase === 'confirming') return !mayRepeat(begun);
  return phase === 'started' || phase === 'unsettled' || status === 'unknown';
}

/** The first place of each; many steps are not looked for one by one. */
function placesOf(ids: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...new Set(ids)].map((id, place) => [id, place]));
}

/**
 * Says what changed in the document, with its `lines`, and goes on only with a yes. Throws a `Refusal` without one.
 */
export async function consentToChanges(
  changes: readonly StepChange[],
  lines: () => readonly Particular[],
  asked: Asked,
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ id, how }) => `${id}: ${how}`);
  const consent = {
    about: 'The document is not what this run was planned from',
    rows: [...rows, ...lines()],
    question: 'Go on with it as it is now',
    refusal: `the document changed since the run began: ${rows.join('; ')}`,
  };
  await requireConsent(consent, asked);
}
