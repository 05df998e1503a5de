/** Tasks by name that wait until nobody has asked for them again for a while. */
export class Debounce {
  readonly #pause: number;
  readonly #waiting = new Map<string, NodeJS.Timeout>();

  /** `pause` in milliseconds. */
  constructor(pause: number) {
    this.#pause = pause;
  }

  /** Runs the task after the pause, unless another of its name is asked for before. */
  run(name: string, task: () => Promise<void>): void {
    this.cancel(name);
    const timer = setTimeout(() => {
      this.#waiting.delete(name);
      void task();
    }, this.#pause);
    this.#waiting.set(name, timer);
  }

  cancel(name: string): void {
    clearTimeout(this.#waiting.get(name));
    this.#waiting.delete(name);
  }

  cancelAll(): void {
    for (const name of [...this.#waiting.keys()]) this.cancel(name);
  }
}
