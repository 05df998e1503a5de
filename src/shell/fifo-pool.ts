import { makeFifos } from './fifo.ts';
import type { LiveFolder } from './live-folder.ts';

/**
 * Named pipes for the blocks' output. A block gets one that no process holds any more: what a background
 * job of an earlier block writes cannot land among this block's output.
 */
export class FifoPool {
  readonly #folder: LiveFolder;
  readonly #free: string[] = [];

  constructor(folder: LiveFolder) {
    this.#folder = folder;
  }

  async take(): Promise<string> {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    const made = Array.from({ length: 8 }, () => this.#folder.next('pipe'));
    await makeFifos(made);
    this.#free.push(...made.slice(1));
    return made[0] as string;
  }

  giveBack(path: string): void {
    this.#free.push(path);
  }
}
