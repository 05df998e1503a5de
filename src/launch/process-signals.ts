import process from 'node:process';
import type { Session, Signals } from '../run/ports.ts';
import { aroundRun } from './around-run.ts';

type Stop = NonNullable<Signals['stop']>;

const interrupted: Stop = { reason: 'interrupt', exit: 5 };

export interface SignalOptions {
  /** Called when the running block has been interrupted for the first time. */
  onInterrupt(): void;
  /** Somebody is there who can say what now. */
  readonly attended: boolean;
}

/**
 * What the process's signals ask of a run. INT: once interrupts the running block, twice stops the run; while nothing
 * runs it stops at once, unless a wait takes it for its own end. TERM stops it. HUP lets the running block finish.
 */
export class ProcessSignals implements Signals {
  readonly #options: SignalOptions;
  #abort = new AbortController();
  #stop: Stop | null = null;
  #session: Session | null = null;
  #interrupts = 0;

  constructor(options: SignalOptions) {
    this.#options = options;
    process.on('SIGINT', this.#interrupted);
    process.on('SIGTERM', this.#terminated);
    process.on('SIGHUP', this.#hungUp);
  }

  get stop(): Stop | null {
    return this.#stop;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** The session, told when its blocks run so that an interrupt reaches the running one. */
  watch(session: Session): Session {
    return aroundRun(session, async (run) => {
      this.#session = session;
      this.#interrupts = 0;
      try {
        const result = await run();
        // It came when the block had just ended, and was heard by nothing.
        if (this.#interrupts > 0 && result.ending === 'exited') this.#request(interrupted);
        return result;
      } finally {
        this.#session = null;
      }
    });
  }

  takeInterrupt(): boolean {
    if (!this.#options.attended || this.#stop !== interrupted || this.#interrupts > 1) return false;
    this.#stop = null;
    this.#interrupts = 0;
    this.#abort = new AbortController();
    return true;
  }

  dispose(): void {
    process.off('SIGINT', this.#interrupted);
    process.off('SIGTERM', this.#terminated);
    process.off('SIGHUP', this.#hungUp);
  }

  readonly #interrupted = (): void => {
    this.#interrupts += 1;
    this.#session?.interrupt();
    if (this.#session === null) this.#request(interrupted);
    else if (this.#interrupts === 1) this.#options.onInterrupt();
    else this.#request({ reason: 'interrupted-twice', exit: 130 });
  };

  readonly #terminated = (): void => {
    this.#session?.interrupt();
    this.#session?.interrupt();
    this.#request({ reason: 'terminated', exit: 143 });
  };

  readonly #hungUp = (): void => this.#request({ reason: 'hang-up', exit: 5 });

  #request(stop: Stop): void {
    this.#stop ??= stop;
    this.#abort.abort();
  }
}
