import type { Event } from '../model/event.ts';
import type { Plan } from '../model/plan.ts';
import { initialState, type RunState } from '../model/state.ts';
import { evolve } from './evolve.ts';
import type { RunOptions } from './next.ts';
import type { Ports } from './ports.ts';

/** One run in this process: its plan, its ports, and the state that its journal folds to. */
export class Run {
  readonly plan: Plan;
  readonly ports: Ports;
  readonly options: RunOptions;
  #state: RunState;

  constructor(plan: Plan, ports: Ports, options: RunOptions) {
    this.plan = plan;
    this.ports = ports;
    this.options = options;
    this.#state = ports.journal.entries.reduce(evolve, initialState);
  }

  get state(): RunState {
    return this.#state;
  }

  /** On disk first, then in the state, then told to those who watch. */
  record(event: Event): void {
    const entry = this.ports.journal.append(event);
    this.#state = evolve(this.#state, entry);
    this.ports.publish(entry);
  }
}
