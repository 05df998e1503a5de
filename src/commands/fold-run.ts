import type { Entry } from '../model/event.ts';
import { initialState, type RunState } from '../model/state.ts';
import { abandoned, evolve } from '../run/evolve.ts';

/** What a journal folds to; what a process left open that is gone counts as unknown. */
export function foldRun(entries: readonly Entry[], isAlive: boolean): RunState {
  const state = entries.reduce(evolve, initialState);
  return state.status === 'running' && !isAlive ? abandoned(state) : state;
}

/** Everything but a run that came to its own end can be taken up again. */
export function isUnfinished(state: RunState): boolean {
  return state.run !== null && state.status !== 'done' && state.status !== 'checked';
}
