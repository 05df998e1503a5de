import { type Document, isMap, parseDocument } from 'yaml';
import { matchesId } from './match-id.ts';
import type { Rehearsed } from './rehearse.ts';
import { outcomes, type Scenario, stepStatuses } from './scenario.ts';

/** A file of scenarios with what they expect taken from what happened, and those that could not be. */
export interface Updated {
  readonly text: string;
  /** Names of scenarios that wait for an answer, or that never ran: nobody but a person can say what is right. */
  readonly left: readonly string[];
}

/**
 * Rewrites `outcome`, `exit`, `stopped` and `steps` of failing scenarios of one file, where they are given. Answers are
 * never touched.
 */
export function updateScenarios(text: string, rehearsals: readonly Rehearsed[]): Updated {
  const document = parseDocument(text);
  const left: string[] = [];
  for (const rehearsed of rehearsals.filter(({ differences }) => differences.length > 0)) {
    if (!update(document, rehearsed)) left.push(rehearsed.scenario.name);
  }
  const flowCollectionPadding = /\{ \S/.test(text) || !/\{\S/.test(text);
  return { text: document.toString({ lineWidth: 0, flowCollectionPadding }), left };
}

/** `false`: something else is wrong with it. */
function update(document: Document, { scenario, result, differences }: Rehearsed): boolean {
  const changing = differences.every(({ expected }) => expected !== null);
  const outcome = outcomes.find((each) => each === result?.state.status);
  if (result === null || outcome === undefined || !changing) return false;
  const { state, exit } = result;
  if (scenario.outcome !== outcome) set(document, scenario, ['outcome'], outcome);
  if (scenario.exit !== null && scenario.exit !== exit) set(document, scenario, ['exit'], exit);
  if (scenario.stopped !== null && state.current !== null && scenario.stopped !== state.current)
    set(document, scenario, ['stopped'], state.current);
  for (const [written, expected] of Object.entries(scenario.steps)) {
    for (const [id, { status }] of state.steps) {
      const found = stepStatuses.find((each) => each === status);
      if (matchesId(written, id) && found !== undefined && found !== expected)
        set(document, scenario, ['steps', id], found);
    }
  }
  return !differences.some(({ at }) => at.endsWith(becausePlace(scenario)));
}

function becausePlace({ places }: Scenario): string {
  const spot = places.get('because');
  return spot === undefined ? '\0' : `:${spot.line}:${spot.column}`;
}

/** In the scenario's own part of the file, also where all of them share the value so far. */
function set(document: Document, { index }: Scenario, path: readonly string[], value: string | number): void {
  const base = index === null ? [] : ['scenarios', index];
  const parent = [...base, ...path.slice(0, -1)];
  if (path.length > 1 && !isMap(document.getIn(parent, true)))
    document.setIn(parent, document.createNode({}));
  document.setIn([...base, ...path], value);
}
