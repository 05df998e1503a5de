import { appendFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Keeps what comes from a block after its end, one file a block, apart from every claim. */
export class LateOutput {
  readonly #directory: string;
  readonly #bytes = new Map<string, number>();
  #blocks = 0;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** For the next block: what to do with its late bytes. The file is made when the first byte comes. */
  open(): (chunk: Uint8Array) => void {
    this.#blocks += 1;
    const log = `late-${process.pid}-${this.#blocks}.log`;
    return (chunk) => {
      appendFileSync(join(this.#directory, log), chunk, { mode: 0o600 });
      this.#bytes.set(log, (this.#bytes.get(log) ?? 0) + chunk.length);
    };
  }

  /** What has come since the last call; each file's path as seen from the folder that holds the session's. */
  take(): readonly { readonly log: string; readonly bytes: number }[] {
    const taken = [...this.#bytes].map(([log, bytes]) => ({
      log: join(basename(this.#directory), log),
      bytes,
    }));
    this.#bytes.clear();
    return taken;
  }
}
