import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';

/** Files for this user alone whose content is replaced for each block; they stay open meanwhile. */
export class ReusedFiles {
  readonly #open = new Map<string, { readonly fd: number; size: number }>();

  /** Nobody may be reading it: the old content and the new one are mixed for a moment. */
  write(path: string, text: string): void {
    const file = this.#open.get(path) ?? { fd: openSync(path, 'w', 0o600), size: 0 };
    this.#open.set(path, file);
    const bytes = Buffer.from(text);
    // A write that fails half-way may have made it longer.
    file.size = Math.max(file.size, bytes.length);
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(file.fd, bytes, done, bytes.length - done, done);
    }
    if (bytes.length < file.size) ftruncateSync(file.fd, bytes.length);
    file.size = bytes.length;
  }

  close(): void {
    for (const { fd } of this.#open.values()) closeSync(fd);
    this.#open.clear();
  }
}
