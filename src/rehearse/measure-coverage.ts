import type { Guard } from '../model/condition.ts';
import type { Entry } from '../model/event.ts';
import type { Plan, PlanStep } from '../model/plan.ts';
import type { RunResult } from './judge-rehearsal.ts';

/** How many there are of something, and those that no scenario exercises. */
export interface Covered<Missed = string> {
  readonly all: number;
  readonly never: readonly Missed[];
}

/** One of the two ways on from a condition. */
export interface Branch {
  /** Id of the condition in the plan. */
  readonly guard: string;
  /** As written in the document, and where. */
  readonly condition: string;
  /** file:line */
  readonly at: string;
  /** Under it: what there is where the condition holds, or where it does not. */
  readonly holds: boolean;
}

/** What the scenarios of a runbook exercise of it, all together. */
export interface Coverage {
  readonly steps: Covered;
  /** Each condition both ways. */
  readonly branches: Covered<Branch>;
  readonly gates: Covered;
  /** Ids of the steps that are reached only where a run is rolled back. */
  readonly rollback: ReadonlySet<string>;
}

/** Counts what at least one of the runs went through. */
export function measureCoverage(plan: Plan, results: readonly RunResult[]): Coverage {
  const entries = results.flatMap((result) => result.entries);
  const rollback = plan.documents.flatMap((document) => document.rollback);
  const steps = [...plan.steps, ...rollback];
  const taken = new Set(entries.flatMap(branchTaken));
  const branches = listGuards(steps).flatMap((guard) => [true, false].map((holds) => ({ guard, holds })));
  return {
    steps: compare(steps.map(idOf), new Set(entries.flatMap(stepDone))),
    branches: {
      all: branches.length,
      never: branches
        .filter(({ guard: { id }, holds }) => !taken.has(keyOf(id, holds)))
        .map(({ guard, holds }) => describe(guard, holds)),
    },
    gates: compare(steps.filter(({ stops }) => stops).map(idOf), new Set(entries.flatMap(gatePassed))),
    rollback: new Set(rollback.map(idOf)),
  };
}

const idOf = ({ step }: PlanStep) => step.id;

/** Each condition once, whatever stands under it. */
function listGuards(steps: readonly PlanStep[]): readonly Guard[] {
  const guards = steps.flatMap((step) => step.guards);
  return [...new Map(guards.map((guard) => [guard.id, guard])).values()];
}

function describe({ id, condition: { text, source } }: Guard, holds: boolean): Branch {
  return { guard: id, condition: text, at: `${source.file}:${source.position.start.line}`, holds };
}

function compare(all: readonly string[], reached: ReadonlySet<string>): Covered {
  return { all: all.length, never: all.filter((each) => !reached.has(each)) };
}

/** The step that an entry shows to have happened. */
function stepDone(entry: Entry): readonly string[] {
  switch (entry.type) {
    case 'block-started':
    case 'item-answered':
    case 'document-entered':
    case 'document-stopped':
      return [entry.step];
    default:
      return gatePassed(entry);
  }
}

function gatePassed(entry: Entry): readonly string[] {
  if (entry.type === 'item-answered') return [entry.step];
  return entry.type === 'gate-answered' && entry.decision === 'yes' ? [entry.step] : [];
}

function branchTaken(entry: Entry): readonly string[] {
  return entry.type === 'condition-decided' ? [keyOf(entry.guard, entry.holds)] : [];
}

function keyOf(guard: string, holds: boolean): string {
  return `${holds} ${guard}`;
}
