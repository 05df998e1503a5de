import type { Clock } from '../run/ports.ts';

/** As many waits of one attempt after the other as are no longer than they were asked for. */
const exact = 10;

/**
 * The real time, and added to it all that was slept, which takes no time. A poll's first waits are as long as asked for;
 * after ten each is twice as long as the last one, so that one that never comes true looks twenty times and not two
 * hundred.
 */
export class VirtualClock implements Clock {
  #ahead = 0;
  #waits = 0;

  readonly now = (): number => Date.now() + this.#ahead;

  async sleep(ms: number, _signal: AbortSignal): Promise<void> {
    this.#waits += 1;
    this.#ahead += ms * 2 ** Math.max(0, this.#waits - exact);
  }

  /** Something else is waited for from here on. */
  begin(): void {
    this.#waits = 0;
  }
}
