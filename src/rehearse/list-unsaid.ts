import type { StepStatus } from '../model/outcome.ts';
import type { RunResult } from './judge-rehearsal.ts';
import { matchesId } from './match-id.ts';
import type { Scenario } from './scenario.ts';

/** What a scenario could say of the steps that its run did not come to, and does not. */
export interface Unsaid {
  /** Where the run stopped; everything behind that was not reached. */
  readonly stopped?: string;
  /** What became of steps that were left out. */
  readonly steps?: Readonly<Record<string, StepStatus>>;
}

/**
 * Finds what a scenario is silent about: would one of these steps be run one day, it might pass all the same. `null`: there
 * is no such step. An include stands for all that is in it.
 */
export function listUnsaid(scenario: Scenario, { state, entries }: RunResult): Unsaid | null {
  const leftOut = new Set(entries.flatMap((entry) => ('leavesOut' in entry ? entry.leavesOut : [])));
  // A run goes back only where an answer of the scenario says so.
  const saysWhere = scenario.stopped !== null || state.status === 'rolled-back';
  const isOpen = (id: string, status: StepStatus) => status === 'pending' && !leftOut.has(id);
  const silent = [...state.steps].filter(([id, { status }]) => {
    if (isMentioned(scenario, id)) return false;
    return leftOut.has(id) || (status === 'pending' && !saysWhere);
  });
  if (silent.length === 0) return null;
  const at = state.status === 'done' ? null : state.current;
  const isBehind = silent.some(([id, { status }]) => isOpen(id, status));
  const told = silent.filter(([id, { status }]) => at === null || !isOpen(id, status));
  const ids = told.map(([id]) => id);
  const steps = told
    .filter(([id]) => !ids.some((other) => id.startsWith(`${other}/`)))
    .map(([id, { status }]) => [id, status] as const);
  return {
    ...(at !== null && isBehind ? { stopped: at } : {}),
    ...(steps.length > 0 ? { steps: Object.fromEntries(steps) } : {}),
  };
}

function isMentioned({ steps }: Scenario, id: string): boolean {
  return Object.keys(steps).some(
    (key) => matchesId(key, id) || id.startsWith(`${key}/`) || id.startsWith(`${key}[`),
  );
}
