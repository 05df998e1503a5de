import type { ClaimStream } from '../model/expectation.ts';
import type { ClaimCheck, Ending } from './claim-check.ts';
import { LastLines } from './evidence.ts';
import { JsonText } from './json-text.ts';
import type { LineBlock } from './line-block.ts';
import type { OutputLine } from './output-line.ts';

/** What the claims about one stream, or about both together, get to see. */
export class StreamView {
  readonly stream: ClaimStream;
  readonly #json: JsonText | null;
  readonly #last = new LastLines();
  readonly #checks: ClaimCheck[] = [];
  #mixed = false;

  /** `jsonLimit`: bytes kept to be read as JSON; `null`: no claim needs them. */
  constructor(stream: ClaimStream, jsonLimit: number | null) {
    this.stream = stream;
    this.#json = jsonLimit === null ? null : new JsonText(jsonLimit);
  }

  /** Whether it looks at what a source printed. */
  covers(source: ClaimStream): boolean {
    return this.stream === 'both' || this.stream === source;
  }

  /** Some claim wants its lines. */
  get wanted(): boolean {
    return this.#checks.length > 0;
  }

  /** Output came in which this stream can not be told from the other. */
  get mixed(): boolean {
    return this.#mixed;
  }

  subscribe(check: ClaimCheck): void {
    this.#checks.push(check);
  }

  write(source: ClaimStream, chunk: Uint8Array): void {
    if (this.covers(source)) this.#json?.write(chunk);
    else if (source === 'both' && chunk.length > 0) this.#mixed = true;
  }

  /** A line with a visible character. */
  line(line: OutputLine): void {
    this.#last.add(line.text);
    for (const check of this.#checks) check.line(line);
  }

  block(block: LineBlock): void {
    this.#last.addAll(block);
    for (const check of this.#checks) check.block(block);
  }

  end(exit: number | null): Ending {
    return {
      exit,
      lastLines: this.#last.get(),
      json: () => this.#json?.read() ?? { type: 'unreadable', reason: 'output that was not kept' },
    };
  }
}
