import { makeFifos } from './fifo.ts';
import type { LiveFolder } from './live-folder.ts';
import { StreamPipe } from './stream-pipe.ts';

/**
 * Named pipes for the blocks' output. A block gets one that no process holds any more: what a background
 * job of an earlier block writes cannot land among this block's output.
 */
export class FifoPool {
  readonly #folder: LiveFolder;
  readonly #made: string[] = [];
  readonly #free: StreamPipe[] = [];

  constructor(folder: LiveFolder) {
    this.#folder = folder;
  }

  async take(): Promise<StreamPipe> {
    return this.#free.pop() ?? new StreamPipe(this.#made.pop() ?? (await this.#make()));
  }

  giveBack(pipe: StreamPipe): void {
    this.#free.push(pipe);
  }

  close(): void {
    for (const pipe of this.#free.splice(0)) pipe.giveUp();
  }

  async #make(): Promise<string> {
    const paths = Array.from({ length: 8 }, () => this.#folder.next('pipe'));
    await makeFifos(paths);
    this.#made.push(...paths.slice(1));
    return paths[0] as string;
  }
}
