/** Milliseconds between two looks at the clock on a terminal. */
const second = 1000;
const minute = 60 * second;
/** After how much time something is said where no row can change: seldom, and ever more so. */
const heartbeats = [minute, 2 * minute, 5 * minute];
const lastPause = 10 * minute;

/** What happens while a block runs and prints nothing. */
export interface Beats {
  /** A row that changes in place is to be drawn again; `null`: there is none. */
  readonly live: (() => void) | null;
  /** Something is to be said, where no such row is. */
  readonly still: (() => void) | null;
  /** It takes longer than its author said. */
  readonly late: (() => void) | null;
  /** Milliseconds after which it does; `null`: its author said nothing. */
  readonly about: number | null;
}

/** Timers that run while a block, or a series of polls, does. They keep no process alive. */
export class Pulse {
  #timers: NodeJS.Timeout[] = [];
  #beating = false;

  get beating(): boolean {
    return this.#beating;
  }

  start({ live, still, late, about }: Beats): void {
    this.stop();
    this.#beating = true;
    if (live !== null) this.#keep(setInterval(live, second));
    if (still !== null) this.#beatStill(still, 0, 0);
    if (late !== null && about !== null && about < 2 ** 31) this.#keep(setTimeout(late, about));
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
    this.#beating = false;
  }

  #beatStill(say: () => void, index: number, passed: number): void {
    const at = heartbeats[index] ?? passed + lastPause;
    const beat = () => {
      say();
      this.#beatStill(say, index + 1, at);
    };
    this.#keep(setTimeout(beat, at - passed));
  }

  #keep(timer: NodeJS.Timeout): void {
    timer.unref();
    this.#timers.push(timer);
  }
}
