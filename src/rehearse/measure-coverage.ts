import type { Entry } from '../model/event.ts';
import type { Plan } from '../model/plan.ts';
import type { RunResult } from './judge-rehearsal.ts';
import { matchesId } from './match-id.ts';
import type { Scenario } from './scenario.ts';

/** How many there are of something, and those that no scenario exercises. */
export interface Covered {
  readonly all: number;
  readonly never: readonly string[];
}

/** What the scenarios of a runbook exercise of it, all together. */
export interface Coverage {
  readonly steps: Covered;
  /** Each condition both ways. */
  readonly routes: Covered;
  readonly gates: Covered;
}

/** Counts what at least one of the runs went through. */
export function measureCoverage(plan: Plan, results: readonly RunResult[]): Coverage {
  const entries = results.flatMap((result) => result.entries);
  const steps = [...plan.steps, ...plan.documents.flatMap(({ rollback }) => rollback)];
  const ids = steps.map(({ step }) => step.id);
  const guards = [...new Set(steps.flatMap((step) => step.guards.map(({ id }) => id)))];
  const routes = guards.flatMap((id) => [`${id} when true`, `${id} when false`]);
  return {
    steps: compare(ids, new Set(entries.flatMap(stepDone))),
    routes: compare(routes, new Set(entries.flatMap(routeTaken))),
    gates: compare(
      steps.filter(({ stops }) => stops).map(({ step }) => step.id),
      new Set(entries.flatMap(gatePassed)),
    ),
  };
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

function routeTaken(entry: Entry): readonly string[] {
  return entry.type === 'condition-decided' ? [`${entry.guard} when ${entry.holds}`] : [];
}

/** Steps that a run never reached, or left out, and of which its scenario says nothing. */
export function listUnmentioned(
  { steps: mentioned }: Scenario,
  { state, entries }: RunResult,
): readonly string[] {
  const leftOut = new Set(entries.flatMap((entry) => ('leavesOut' in entry ? entry.leavesOut : [])));
  const isMentioned = (id: string) =>
    Object.keys(mentioned).some(
      (key) => matchesId(key, id) || id.startsWith(`${key}/`) || id.startsWith(`${key}[`),
    );
  return [...state.steps].flatMap(([id, { status }]) =>
    (status === 'pending' || leftOut.has(id)) && !isMentioned(id) ? [id] : [],
  );
}
