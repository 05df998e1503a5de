import type { Entry } from '../model/event.ts';
import { initialState, type RunState } from '../model/state.ts';
import { abandoned, evolve } from './evolve.ts';

/** What a journal folds to. A run that is not `alive` and did not say how it stopped is unknown. */
export function foldRun(entries: readonly Entry[], options: { readonly alive: boolean }): RunState {
  const state = entries.reduce(evolve, initialState);
  return state.status === 'running' && !options.alive ? abandoned(state) : state;
}

const over = new Set<RunState['status']>(['done', 'checked', 'rolled-back']);

/** Everything but a run that came to its own end can be taken up again. */
export function isUnfinished(state: RunState): boolean {
  return state.run !== null && !over.has(state.status);
}
