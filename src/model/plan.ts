import { type BlockTraits, noTraits } from './block-traits.ts';
import type { PlannedStep, StepTrait } from './event.ts';
import type { Requirements, Step } from './runbook.ts';

/** A command in a block that is known to change or destroy something, and why. */
export interface Danger {
  /** The command as written, shortened to one line. */
  readonly command: string;
  readonly effect: 'mutates' | 'destroys';
  readonly why: string;
  /** 1-based line in the document. */
  readonly line: number;
}

export interface PlanStep {
  readonly step: Step;
  /** It stops for a human before it happens. */
  readonly stops: boolean;
  /** Variables of the session the block reads before it sets them itself, in order of appearance. */
  readonly reads: readonly string[];
  readonly dangers: readonly Danger[];
  /** Words of the block that look like paths of local scripts, as written. */
  readonly scripts: readonly string[];
  /** `--from` or `--only` leave it out. */
  readonly passedOver: boolean;
  /** SHA-256 of what the step does and expects. */
  readonly hash: string;
}

/** The ordered steps of a run, nothing executed. */
export interface Plan {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  readonly careful: boolean;
  readonly requirements: Requirements;
  readonly steps: readonly PlanStep[];
}

/** A step of the plan as the journal records it. */
export function plannedStep({ step, hash }: PlanStep): PlannedStep {
  const mode = step.kind === 'block' ? step.mode : step.kind === 'manual' ? 'manual' : 'gate';
  const confirm = step.kind === 'block' ? step.confirm : null;
  const traits = nameTraits(step);
  return { id: step.id, kind: step.kind, mode, title: step.title, confirm, traits, hash };
}

/** Whether its author said so about it. */
export function hasTrait({ traits }: PlannedStep, trait: StepTrait): boolean {
  return traits?.includes(trait) === true;
}

/** `undefined`: none. */
function nameTraits(step: Step): readonly StepTrait[] | undefined {
  if (step.kind !== 'block') return undefined;
  const { once, tty, secret, keepGoing, strict } = step.traits;
  const said = { once, tty, secret, 'keep-going': keepGoing, strict } satisfies Record<StepTrait, boolean>;
  const names = (Object.keys(said) as StepTrait[]).filter((name) => said[name]);
  return names.length === 0 ? undefined : names;
}

/** What the author says about the step of that id; nothing where it is no block, or there is none. */
export function traitsOf(plan: Plan, id: string): BlockTraits {
  const step = plan.steps.find((candidate) => candidate.step.id === id)?.step;
  return step?.kind === 'block' ? step.traits : noTraits;
}
