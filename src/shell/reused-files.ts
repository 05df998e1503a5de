import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';

/** Files for this user alone whose content is replaced for each block; they stay open meanwhile. */
export class ReusedFiles {
  readonly #open = new Map<string, number>();

  /** Nobody may be reading it: the old content and the new one are mixed for a moment. */
  write(path: string, text: string): void {
    const fd = this.#open.get(path) ?? openSync(path, 'w', 0o600);
    this.#open.set(path, fd);
    const bytes = Buffer.from(text);
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(fd, bytes, done, bytes.length - done, done);
    }
    ftruncateSync(fd, bytes.length);
  }

  close(): void {
    for (const fd of this.#open.values()) closeSync(fd);
    this.#open.clear();
  }
}
