import type { Entry, Event } from '../model/event.ts';
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
  /** Entries that nobody was told of yet, in order. */
  #untold: Entry[] = [];

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
    this.#take(this.ports.journal.append(event));
    this.tell();
  }

  /** In the state at once; on disk, and told, with what is recorded next or by `tell`, whichever comes first. */
  recordSoon(event: Event): void {
    this.#take(this.ports.journal.add(event));
  }

  /** On disk first, then told to those who watch: all that is still to be told. */
  tell(): void {
    if (this.#untold.length === 0) return;
    this.ports.journal.sync();
    for (const entry of this.#untold.splice(0)) this.ports.publish(entry);
  }

  #take(entry: Entry): void {
    this.#state = evolve(this.#state, entry);
    this.#untold.push(entry);
  }
}
