import type { Entry, Event } from '../model/event.ts';
import type { Plan } from '../model/plan.ts';
import { initialState, type RunState } from '../model/state.ts';
import { evolve } from './evolve.ts';
import { type Action, next, type RunOptions } from './next.ts';
import type { Ports } from './ports.ts';
import { firstUnfinished } from './steps-of-run.ts';

/**
 * One run in this process: its plan, its ports, and the state that its journal folds to.
 *
 * The order in which a run gets to the disk, each before the next:
 * 1. a gate's answer, and the intent of the block that it lets run (`record`);
 * 2. what the block does;
 * 3. its log, the log's name and the session's state (`keepAttempt`), of which the result gives the hash, or which a
 *    resumed run takes for that result's;
 * 4. its result (`recordSoon`, then `record` or `tell`);
 * 5. whatever relies on it: that it is told, a question, the next block.
 *
 * A power loss takes what was not synced. An intent without a result is `unknown` and settled by a human, so 3 and 4
 * may be lost, and nothing that stands behind 5. That leaves only one sync to be saved: between 4 and the intent of a
 * next block that needs nobody nothing happens that could be relied on, and one sync takes both.
 */
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
