import { appendFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Turns a stream's bytes into those that may be stored; what may go on in the next chunk is held back. */
export interface Redaction {
  write(chunk: Uint8Array): Uint8Array;
  end(): Uint8Array;
}

/** Where one stream's late bytes go. */
export interface LateSink {
  write(chunk: Uint8Array): void;
  end(): void;
}

/** Keeps what comes from a block after its end, one file a block, apart from every claim. */
export class LateOutput {
  readonly #directory: string;
  readonly #redact: (() => Redaction) | undefined;
  readonly #bytes = new Map<string, number>();
  #blocks = 0;

  constructor(directory: string, redact: (() => Redaction) | undefined) {
    this.#directory = directory;
    this.#redact = redact;
  }

  /**
   * For the next block: makes a sink for each of its streams. The file is made when the first byte comes; what a
   * block that is `secret` prints is left out of it.
   */
  open(secret: boolean): () => LateSink {
    this.#blocks += 1;
    const log = `late-${process.pid}-${this.#blocks}.log`;
    return () => {
      const redaction = this.#redact?.();
      return {
        write: (chunk) => {
          this.#bytes.set(log, (this.#bytes.get(log) ?? 0) + chunk.length);
          if (secret) this.#append(log, new Uint8Array());
          else this.#append(log, redaction === undefined ? chunk : redaction.write(chunk));
        },
        end: () => {
          const rest = redaction?.end() ?? new Uint8Array();
          if (rest.length > 0) this.#append(log, rest);
        },
      };
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

  #append(log: string, bytes: Uint8Array): void {
    appendFileSync(join(this.#directory, log), bytes, { mode: 0o600 });
  }
}
