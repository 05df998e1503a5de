import type { Event } from '../model/event.ts';
import type { Plan } from '../model/plan.ts';
import { initialState, type RunState } from '../model/state.ts';
import { evolve } from './evolve.ts';
import { type Action, next, type RunOptions } from './next.ts';
import type { Ports } from './ports.ts';
import { firstUnfinished } from './steps-of-run.ts';

/** One run in this process: its plan, its ports, and the state that its journal folds to. */
export class Run {
  readonly plan: Plan;
  readonly ports: Ports;
  readonly options: RunOptions;
  #state: RunState;
  /** So many steps at the beginning are finished, and stay so. */
  #finished = 0;

  constructor(plan: Plan, ports: Ports, options: RunOptions) {
    this.plan = plan;
    this.ports = ports;
    this.options = options;
    this.#state = ports.journal.entries.reduce(evolve, initialState);
  }

  get state(): RunState {
    return this.#state;
  }

  /** What has to happen now. */
  next(): Action {
    const { plan, options } = this;
    // The steps of a rollback are others, and few.
    const from = this.#state.rollback === null ? this.#finished : 0;
    const action = next(plan, this.#state, options, from);
    if (this.#state.rollback === null) this.#finished = firstUnfinished(plan.steps, this.#state, from);
    return action;
  }

  /** On disk first, then in the state, then told to those who watch. */
  record(event: Event): void {
    const entry = this.ports.journal.append(event);
    this.#state = evolve(this.#state, entry);
    this.ports.publish(entry);
  }
}
