import { type BlockTraits, noTraits } from './block-traits.ts';
import type { Guard } from './condition.ts';
import type { Danger } from './danger.ts';
import type { PlannedStep, StepTrait } from './event.ts';
import type { Mode, Requirements, Step } from './runbook.ts';

/** One document of a plan: the runbook itself, or one that it includes. */
export interface PlanDocument {
  /** What its step ids begin with: empty for the runbook itself, else `id/`. */
  readonly prefix: string;
  readonly id: string;
  readonly title: string;
  readonly file: string;
  readonly trusted: boolean;
  /** What its own steps change. */
  readonly target: string | null;
  /** Absolute directory that its blocks start in. */
  readonly cwd: string;
  /** Index of the document that includes it; `null`: the runbook itself. */
  readonly parent: number | null;
  /** Its rollback section, no part of the sequence. */
  readonly rollback: readonly PlanStep[];
}

export interface PlanStep {
  /** With its id as the plan has it: prefixed, and `ID[ITEM]` for an item of an `each`. */
  readonly step: Step;
  /** Index of its document among those of the plan. */
  readonly document: number;
  /** Conditions it stands under, outermost first, those of the includes that lead to it too; ids as the plan has them. */
  readonly guards: readonly Guard[];
  /** Variables that are set before it runs: the item of its `each`. */
  readonly bindings: Readonly<Record<string, string>>;
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
  /** Those of all documents together; `target` and `cwd` are those of the runbook itself. */
  readonly requirements: Requirements;
  /** Targets of all documents, each once. */
  readonly targets: readonly string[];
  /** The runbook itself first, then what it includes in order of appearance. */
  readonly documents: readonly PlanDocument[];
  readonly steps: readonly PlanStep[];
}

/** A step of the plan as the journal records it. */
export function plannedStep({ step, hash }: PlanStep): PlannedStep {
  const mode = modeOf(step);
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

/** Asked for at every event of a run, which may have thousands of steps. */
const traitsOfPlans = new WeakMap<Plan, ReadonlyMap<string, BlockTraits>>();

/** What the author says about the step of that id; nothing where it is no block, or there is none. */
export function traitsOf(plan: Plan, id: string): BlockTraits {
  const traits = traitsOfPlans.get(plan) ?? listTraits(plan);
  traitsOfPlans.set(plan, traits);
  return traits.get(id) ?? noTraits;
}

/** Of steps with the same id the first one counts. */
function listTraits({ steps, documents }: Plan): ReadonlyMap<string, BlockTraits> {
  const all = [...steps, ...documents.flatMap(({ rollback }) => rollback)].reverse();
  return new Map(all.map(({ step }) => [step.id, step.kind === 'block' ? step.traits : noTraits]));
}

/** The mode of a step of any kind, as `show` tells it. */
export function modeOf(step: Step): Mode {
  switch (step.kind) {
    case 'block':
      return step.mode;
    case 'manual':
      return 'manual';
    case 'checkpoint':
    case 'checklist':
      return 'gate';
    case 'include':
    case 'stop':
      return 'auto';
    default:
      return step satisfies never;
  }
}
